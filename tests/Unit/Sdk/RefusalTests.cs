// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Sdk;

/// <summary>What the build makes of bad projects.</summary>
[Collection(nameof(Workspace))]
public sealed class RefusalTests(Workspace workspace)
{
    [Fact]
    public void A_new_object_is_refused_at_its_line_with_what_to_write_instead()
    {
        string line = workspace.Build("Faulty", "Fault=Heap").MustRefuseWith("CAPROCK0101");

        Assert.Contains("Heap.cs(18", line, StringComparison.Ordinal);
        Assert.Contains("component Faulty uses `new` on a class (RhpNewFast), which needs an allocator", line, StringComparison.Ordinal);
        Assert.Contains("referenced from Heap.Main", line, StringComparison.Ordinal);
        Assert.Contains("Use a struct, a span or an arena.", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_native_symbol_is_named_with_its_user()
    {
        string line = workspace.Build("Faulty", "Fault=Missing").MustRefuseWith("CAPROCK0102");

        Assert.Contains("component Faulty refers to nobody_defines_this, which nothing defines", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_static_initialiser_that_would_never_run_is_refused()
    {
        string line = workspace.Build("Faulty", "Fault=Initialiser").MustRefuseWith("CAPROCK0103");

        Assert.Contains("Initialiser", line, StringComparison.Ordinal);
        Assert.Contains("cannot be evaluated at compile time", line, StringComparison.Ordinal);

        // The refusal must not depend on what an earlier build left behind.
        workspace.Build("Faulty", "Fault=Initialiser").MustRefuseWith("CAPROCK0103");
    }

    [Fact]
    public void A_compiler_error_points_at_its_line()
    {
        string line = workspace.Build("Faulty", "Fault=Language").MustRefuseWith("CS0103");

        Assert.Contains("Language.cs(11,", line, StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedded_image_without_a_symbol_is_refused()
        => workspace.Build("Outer", "OuterSymbol=").MustRefuseWith("CAPROCK0104");

    [Fact]
    public void A_kernel_for_an_architecture_without_linker_script_is_refused_by_name()
    {
        string line = workspace.Build("Kernel", "CaprockArch=arm64").MustRefuseWith("CAPROCK0108");

        Assert.Contains("Kernel on arm64", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_the_image_checks_refuse_does_not_build_and_is_not_there_to_be_booted()
    {
        workspace.Build("Kernel").MustSucceed();
        string bootable = workspace.Built("Kernel", "kernel.elf32");
        Assert.True(File.Exists(bootable));
        File.Delete(workspace.Built("Kernel", "kernel.stripped.elf"));
        File.Delete(bootable);

        BuildResult result = workspace.Build("Kernel", "CaprockImageCheckArguments=--stack-bytes 8");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("error CAPROCK02[0-9]+: .*stack", result.Output);
        Assert.False(File.Exists(bootable));
    }
}
