// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.Checks;
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tests.Unit.Image.MachineCode;

/// <summary>Finding routines, their names and what they reach.</summary>
public sealed class ProgramAnalyzerTests
{
    private const string MultibootStart = """
        .section .boot, "ax"
        .align 8
        .long 0x1badb002, 0, -0x1badb002
        .global _start
        .type _start, @function
        .code32
        _start: mov esp, offset boot_stack
          inc eax
          dec ecx
          push 7
          call check_processor
          ljmp 8, offset long_mode
        check_processor:
          lds eax, [ebx]
          ret
        .code64
        long_mode: sub rsp, 72
          call kernel_main
          ud2
        .text
        .global kernel_main
        .type kernel_main, @function
        kernel_main: sub rsp, 24
          add rsp, 24
          ret
        .bss
        .skip 64
        boot_stack:
        """;

    [Fact]
    public void A_multiboot_image_is_followed_from_32_bit_code_into_64_bit_code()
    {
        ElfImage image = ImageBuilder.Build(MultibootStart + ImageBuilder.KernelStack);
        ProgramAnalysis program = ProgramAnalyzer.Analyze(image);
        Assert.Equal(32, program.At(image.Header.Entry)!.Bitness);
        Assert.Equal(32, program.Routines.Single(routine => routine.Name == "check_processor").Bitness);
        Assert.Equal(64, program.Routines.Single(routine => routine.Name == "long_mode").Bitness);
        Assert.Equal("_start", Assert.Single(program.Roots).Name);
        IReadOnlyList<Finding> findings = ImageChecker.Check(image, CheckOptions.Kernel);
        ImageBuilder.Accepted(findings);
        Assert.Contains("worst-case stack: 108 of 4096", findings.Single().Message);
    }

    [Fact]
    public void Data_under_a_plain_label_among_code_is_no_code()
    {
        ElfImage image = ImageBuilder.Build("""
            .global _start, descriptors
            .type _start, @function
            _start: ret
            .align 8
            descriptors: .quad 0, 0x00af9a000000ffff, 0x00cf92000000ffff
            message: .asciz "caprock: this processor has no long mode"
            """ + ImageBuilder.KernelStack);
        ImageBuilder.Accepted(ImageChecker.Check(image, CheckOptions.Kernel));
        Assert.Equal("_start", Assert.Single(ProgramAnalyzer.Analyze(image).Routines).Name);
    }

    [Fact]
    public void Routines_know_their_frame_size_callees_and_instructions()
    {
        ProgramAnalysis program = ProgramAnalyzer.Analyze(ImageBuilder.Build("""
            .global _start, callee
            .type _start, @function
            .type callee, @function
            _start: push rbx
              sub rsp, 16
              call callee
              add rsp, 16
              pop rbx
              jmp callee
            callee: ret
            """));
        Routine start = program.At(program.Entry)!;
        Assert.Equal(("_start", 32, 6), (start.Name, start.FrameBytes, start.InstructionCount));
        Assert.Equal(
            [(TransferKind.Call, 32, "callee"), (TransferKind.Jump, 0, "callee")],
            start.Transfers.Select(transfer => (transfer.Kind, transfer.DepthBytes, program.At(transfer.Target)!.Name)));
        StackBounds bounds = StackBounds.Compute(program, CallCycles.Find(program));
        Assert.Equal(32, bounds.Of(start).Bytes);
        Assert.Equal(32, bounds.Worst.Bytes);
    }

    [Fact]
    public void A_jump_into_the_middle_of_another_function_makes_a_routine_named_by_the_label()
    {
        ProgramAnalysis program = ProgramAnalyzer.Analyze(ImageBuilder.Build("""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: jmp shared_exit
            other: push rax
              pop rax
            shared_exit: ret
            """));
        Assert.Contains(program.Routines, routine => routine.Name == "shared_exit");
        Assert.Equal(["_start", "other"], program.Roots.Select(routine => routine.Name));
    }

    [Fact]
    public void Running_over_the_end_of_a_function_reaches_the_next()
    {
        ProgramAnalysis program = ProgramAnalyzer.Analyze(ImageBuilder.Build("""
            .global _start, next
            .type _start, @function
            .type next, @function
            _start: push rax
            next: pop rax
              ret
            """));
        Transfer transfer = Assert.Single(program.At(program.Entry)!.Transfers);
        Assert.Equal((TransferKind.FallThrough, 8), (transfer.Kind, transfer.DepthBytes));
    }

    [Theory]
    [InlineData("Kernel_Caprock_Kernel_Entry_SystemCalls__Handle", "SystemCalls.Handle")]
    [InlineData("system_call_entry", "system_call_entry")]
    [InlineData("__managed__Startup", "managed.Startup")]
    [InlineData("_start", "_start")]
    public void Managed_methods_have_short_names(string symbol, string expected)
    {
        ProgramAnalysis program = ProgramAnalyzer.Analyze(
            ImageBuilder.Build(
                $".global {symbol}\n.type {symbol}, @function\n{symbol}: ret", ImageBuilder.DefaultScript.Replace("_start", symbol)));
        Assert.Equal((symbol, expected), (program.At(program.Entry)!.Name, program.At(program.Entry)!.ShortName));
    }

    [Fact]
    public void A_stripped_image_is_refused()
    {
        ElfImage image = ImageBuilder.Build(".global _start\n_start: ret", ImageBuilder.DefaultScript, "--strip-all");
        ImageBuilder.Refused(ImageChecker.Check(image, CheckOptions.Kernel), ImageChecker.UnusableCode);
    }
}
