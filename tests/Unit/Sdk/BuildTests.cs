// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Sdk.Tasks;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>What the build makes of good projects.</summary>
[Collection(nameof(Workspace))]
public sealed class BuildTests(Workspace workspace)
{
    [Fact]
    public void A_component_has_one_page_aligned_segment_for_each_kind_of_rights()
    {
        workspace.Build("Component").MustSucceed();

        IReadOnlyList<Segment> segments = Segment.Read(workspace.Built("Component", "Component.elf"));

        Assert.Equal(["r-x", "r--", "rw-"], segments.Select(segment => segment.Rights));
        Assert.All(segments, segment => Assert.Equal(0ul, segment.VirtualAddress % 4096));
        Assert.Equal(0x400000ul, segments[0].VirtualAddress);
    }

    [Fact]
    public void A_kernel_is_linked_high_and_loaded_low_with_its_header_in_the_first_8_KiB()
    {
        workspace.Build("Kernel").MustSucceed();

        byte[] loaderFile = File.ReadAllBytes(workspace.Built("Kernel", "kernel.elf32"));
        IReadOnlyList<Segment> segments = Segment.Read(workspace.Built("Kernel", "kernel.elf"));
        Segment[] high = segments.Where(segment => segment.VirtualAddress >= 0xffffffff80000000).ToArray();

        Assert.Equal(1, loaderFile[4]);
        Assert.InRange(loaderFile.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x02, 0xb0, 0xad, 0x1b]), 0, 8191 - 12);
        Assert.Equal(["r-x", "r--", "rw-"], high.Select(segment => segment.Rights));
        Assert.All(high, segment => Assert.Equal(segment.VirtualAddress - 0xffffffff80000000, segment.PhysicalAddress));
        Assert.All(segments.Except(high), segment => Assert.Equal(segment.VirtualAddress, segment.PhysicalAddress));
        Assert.Equal(0x100000ul, segments[0].PhysicalAddress);
        IReadOnlyList<string> symbols = ElfSymbols.Read(workspace.Built("Kernel", "kernel.elf"));
        foreach (string part in new[] { "text", "rodata", "data", "bss", "image" })
        {
            Assert.Contains($"kernel_{part}_start", symbols);
            Assert.Contains($"kernel_{part}_end", symbols);
        }
    }

    [Fact]
    public void An_embedded_component_lies_unchanged_and_aligned_in_read_only_data()
    {
        workspace.Build("Outer").MustSucceed();

        byte[] inner = File.ReadAllBytes(workspace.Built("Component", "Component.stripped.elf"));
        byte[] outer = File.ReadAllBytes(workspace.Built("Outer", "Outer.elf"));
        Segment readOnly = Segment.Read(workspace.Built("Outer", "Outer.elf")).Single(segment => segment.Rights == "r--");
        int place = outer.AsSpan().IndexOf(inner);

        Assert.InRange((ulong)place, readOnly.FileOffset, readOnly.FileOffset + readOnly.FileSize - (ulong)inner.Length);
        Assert.Equal(0, place % 4096);
        Assert.Contains("component_image_end", ElfSymbols.Read(workspace.Built("Outer", "Outer.elf")));
    }

    [Fact]
    public void A_build_without_changes_does_nothing_and_a_changed_component_is_embedded_anew()
    {
        workspace.Build("Outer").MustSucceed();
        string outer = workspace.Built("Outer", "Outer.elf");
        DateTime linked = File.GetLastWriteTimeUtc(outer);

        workspace.Build("Outer").MustSucceed();
        Assert.Equal(linked, File.GetLastWriteTimeUtc(outer));

        string source = workspace.Source("Component/Program.cs");
        File.WriteAllText(source, File.ReadAllText(source).Replace("seven letters", "eleven letters", StringComparison.Ordinal));
        workspace.Build("Outer").MustSucceed();
        Assert.True(File.ReadAllBytes(outer).AsSpan().IndexOf("eleven letters"u8) >= 0, "the old component is still embedded");
    }

    [Fact]
    public void The_same_sources_give_the_same_image()
    {
        workspace.Build("Component").MustSucceed();
        byte[] first = File.ReadAllBytes(workspace.Built("Component", "Component.elf"));
        Directory.Delete(Path.GetDirectoryName(workspace.Built("Component", "Component.elf"))!, recursive: true);
        Directory.Delete(workspace.Source("artifacts/obj/Component"), recursive: true);

        workspace.Build("Component").MustSucceed();

        Assert.Equal(first, File.ReadAllBytes(workspace.Built("Component", "Component.elf")));
    }

    [Fact]
    public void A_component_builds_for_arm64_with_the_same_project()
    {
        workspace.Build("Component", "CaprockArch=arm64").MustSucceed();

        byte[] image = File.ReadAllBytes(workspace.Built("Component", "Component.elf", "arm64"));

        // e_machine 183 is AArch64. Source: ELF for the Arm 64-bit Architecture 2022Q3, 5.2.
        Assert.Equal(183, image[18]);
    }
}
