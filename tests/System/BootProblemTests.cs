// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>A boot that cannot succeed ends with one clear line and a halt.</summary>
public sealed class BootProblemTests : IDisposable
{
    private const ulong EntryAddress = 0x400000;

    private readonly string module = Path.GetTempFileName();

    /// <inheritdoc/>
    public void Dispose() => File.Delete(module);

    [Theory]
    [InlineData("qemu32", "this processor has no 64-bit mode")]
    [InlineData("max,-nx", "this processor cannot forbid execution of pages (NX)")]
    [InlineData("max,-syscall", "this processor lacks the SYSCALL instruction")]
    [InlineData("max,-apic", "this processor lacks a local APIC")]
    [InlineData("max,-tsc", "this processor lacks a time-stamp counter")]
    public void A_processor_that_lacks_something_is_told_what(string processor, string line) =>
        ExpectStop(Systems.Calculator(QemuMachine.Maximum with { Processor = processor }), line);

    [Fact]
    public void The_profile_that_needs_XSAVE_says_so() =>
        ExpectStop(
            Systems.Calculator(QemuMachine.Maximum with { Processor = "max,-xsave" }) with
            {
                Kernel = BuildOutput.Kernel("benchmark", "release"),
            },
            "this processor lacks XSAVE");

    [Fact]
    public void A_machine_without_ACPI_is_refused() =>
        ExpectStop(Systems.Calculator(QemuMachine.Maximum with { Board = "pc,acpi=off" }), "no sound ACPI tables");

    [Fact]
    public void A_missing_module_is_named() =>
        ExpectStop(Systems.Calculator() with { Module = null }, "no boot module: the first one must be the initial thread's ELF file");

    [Fact]
    public void A_module_that_is_no_program_is_refused()
    {
        File.WriteAllText(module, "#!/bin/sh\necho this is not an ELF file, though it is long enough to be one\n");

        ExpectStop(WithModule(), "the first boot module is not an ELF file");
    }

    [Fact]
    public void A_module_for_another_processor_is_refused()
    {
        var program = TinyProgram.Make(EntryAddress, 4096);
        program[TinyProgram.MachineOffset] = 183;
        File.WriteAllBytes(module, program);

        ExpectStop(WithModule(), "the first boot module is not a static 64-bit x86-64 program");
    }

    [Fact]
    public void A_truncated_module_is_refused()
    {
        var program = File.ReadAllBytes(BuildOutput.System("calculator", "calculator.image.elf", "release"));
        File.WriteAllBytes(module, program[..(program.Length / 2)]);

        ExpectStop(WithModule(), "the first boot module has a segment outside the file or outside user addresses");
    }

    [Fact]
    public void A_module_that_claims_kernel_addresses_is_refused()
    {
        File.WriteAllBytes(module, TinyProgram.Make(0xffff_ffff_8010_0000, 4096));

        ExpectStop(WithModule(), "the first boot module has a segment outside the file or outside user addresses");
    }

    [Fact]
    public void A_module_that_needs_more_memory_than_there_is_is_refused()
    {
        File.WriteAllBytes(module, TinyProgram.Make(EntryAddress, 16 << 20));

        ExpectStop(WithModule(8), "too little memory for the initial thread");
    }

    [Fact]
    public void A_module_that_needs_more_frames_than_slots_is_refused()
    {
        File.WriteAllBytes(module, TinyProgram.Make(EntryAddress, 64 << 20));

        ExpectStop(
            WithModule() with { Kernel = BuildOutput.Kernel("conformance", "release") },
            "the first boot module needs more frames than the root CNode has slots");
    }

    private static void ExpectStop(GuestOptions options, string line)
    {
        using var guest = Guest.Start(options);
        guest.Expect("caprock: " + line);
        guest.Expect("\n");
        Assert.True(guest.IsHalted(), "the processor has stopped");
    }

    private GuestOptions WithModule(int megabytes = 128) =>
        Systems.Calculator(QemuMachine.Maximum with { MemoryMegabytes = megabytes }) with { Module = module };
}
