// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;
using Caprock.Tools.Image.Boot;

namespace Caprock.Tests.System;

/// <summary>Booting from a CD image, on which GRUB loads the kernel with the multiboot 2 protocol.</summary>
public sealed class DiscTests : IDisposable
{
    private readonly string disc = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".iso");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(disc);

    [Fact]
    public void GRUB_boots_the_system()
    {
        GrubIso.Create(
            BuildOutput.System("calculator", "kernel.elf", "release"),
            [new BootModule(BuildOutput.System("calculator", "calculator.image.elf", "release"))],
            disc);
        using var guest = Guest.Start(new GuestOptions { Machine = QemuMachine.Benchmark, Disc = disc });

        guest.ExpectMatch(Systems.LastLife, 50);

        Assert.Equal("84", guest.Ask("12*(3+4)"));
    }

    [Fact]
    public void GRUB_without_a_module_leads_to_a_clear_line()
    {
        GrubIso.Create(BuildOutput.KernelWithSymbols("conformance", "release"), [], disc);
        using var guest = Guest.Start(new GuestOptions { Machine = QemuMachine.Benchmark, Disc = disc });

        guest.Expect("caprock: no boot module", 50);
    }
}
