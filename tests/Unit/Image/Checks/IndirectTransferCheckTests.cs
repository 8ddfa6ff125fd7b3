// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Checks;

/// <summary>Calls and jumps through pointers, and the jump tables that are none.</summary>
public sealed class IndirectTransferCheckTests
{
    private const string RelativeSwitch = """
        .global _start
        .type _start, @function
        _start: cmp edi, 2
          ja .Ldefault
          mov eax, edi
          lea rcx, [rip + table]
          mov ecx, [rcx + 4*rax]
          lea rdx, [rip + .Lbase]
          add rcx, rdx
          jmp rcx
        .Lbase:
        .Lzero: push rax
          push rax
          pop rax
          pop rax
          ret
        .Lone: ret
        .Ltwo: ret
        .Ldefault: ret
        .size _start, . - _start
        .section .rodata
        .align 4
        table: .long .Lzero - .Lbase, .Lone - .Lbase, .Ltwo - .Lbase
        """;

    [Theory]
    [InlineData("call rax")]
    [InlineData("call [rax]")]
    [InlineData("call [rip + pointer]")]
    [InlineData("jmp rax")]
    [InlineData("jmp [rax + 8*rcx]")]
    public void A_transfer_through_a_pointer_is_refused(string instruction)
    {
        Finding finding = ImageBuilder.Refused(ImageBuilder.CheckKernel($"""
            .global _start
            _start: {instruction}
              ret
            .data
            pointer: .quad _start
            """), IndirectTransferCheck.Code);
        Assert.StartsWith("_start", finding.Message);
    }

    [Fact]
    public void A_switch_through_a_table_of_distances_passes() => ImageBuilder.Accepted(ImageBuilder.CheckKernel(RelativeSwitch));

    [Fact]
    public void The_cases_of_a_switch_count_for_the_stack() =>
        Assert.Contains(ImageBuilder.CheckKernel(RelativeSwitch), finding => finding.Message.Contains("worst-case stack: 16 of 4096"));

    [Fact]
    public void A_switch_on_a_sign_extended_table_that_is_its_own_origin_passes() =>
        ImageBuilder.Accepted(ImageBuilder.CheckKernel("""
            .global _start
            .type _start, @function
            _start: cmp edi, 2
              jae .Ldefault
              lea rcx, [rip + table]
              movsxd rax, dword ptr [rcx + 4*rdi]
              add rax, rcx
              jmp rax
            .Lone: nop
            .Ldefault: ret
            .section .rodata
            table: .long .Lone - table, .Ldefault - table
            """));

    [Fact]
    public void A_switch_through_a_table_of_addresses_passes() =>
        ImageBuilder.Accepted(ImageBuilder.CheckKernel("""
            .global _start
            .type _start, @function
            _start: cmp rdi, 1
              ja .Ldefault
              jmp [8*rdi + table]
            .Lone: nop
            .Ldefault: ret
            .section .rodata
            table: .quad .Lone, .Ldefault
            """));

    [Fact]
    public void A_table_that_leads_to_another_function_is_refused() =>
        ImageBuilder.Refused(ImageBuilder.CheckKernel("""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: cmp rdi, 1
              ja .Ldefault
              jmp [8*rdi + table]
            .Ldefault: ret
            other: ret
            .section .rodata
            table: .quad .Ldefault, other
            """), IndirectTransferCheck.Code);

    [Fact]
    public void A_writable_table_is_refused() =>
        ImageBuilder.Refused(ImageBuilder.CheckKernel("""
            .global _start
            _start: cmp rdi, 1
              ja .Ldefault
              jmp [8*rdi + table]
            .Lone: nop
            .Ldefault: ret
            .data
            table: .quad .Lone, .Ldefault
            """), IndirectTransferCheck.Code);

    [Fact]
    public void A_call_through_a_constant_cell_is_a_direct_call()
    {
        IReadOnlyList<Finding> findings = ImageBuilder.CheckKernel("""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: call [rip + cell]
              ret
            other: push rax
              pop rax
              ret
            .section .rodata
            cell: .quad other
            """);
        ImageBuilder.Accepted(findings);
        Assert.Contains(findings, finding => finding.Message.Contains("worst-case stack: 16 of 4096 bytes (path _start -> other)"));
    }

    [Theory]
    [InlineData("movabs rax, offset other\n jmp rax")]
    [InlineData("mov eax, offset other\n call rax\n ret")]
    [InlineData("lea rcx, [rip + other]\n mov rdx, rcx\n call rdx\n ret")]
    public void A_jump_to_a_constant_in_a_register_is_direct(string body) =>
        ImageBuilder.Accepted(ImageBuilder.CheckKernel($"""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: {body}
            other: ret
            """));

    [Theory]
    [InlineData("lea rax, [rip + other]\n test edi, edi\n jz 1f\n mov rax, rsi\n1: jmp rax")]
    [InlineData("lea rax, [rip + other]\n test edi, edi\n jz 1f\n lea rax, [rip + _start]\n1: jmp rax")]
    [InlineData("lea rax, [rip + other]\n rdmsr\n jmp rax")]
    [InlineData("lea rax, [rip + other]\n call other\n jmp rax")]
    [InlineData("lea rbx, [rip + other]\n add rbx, 1\n jmp rbx")]
    public void A_jump_to_a_register_that_may_hold_something_else_is_refused(string body) =>
        Assert.Contains(
            ImageBuilder.CheckKernel($"""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: {body}
            other: ret
            """).Errors(),
            finding => finding.Code == IndirectTransferCheck.Code);

    [Fact]
    public void A_listed_function_may_call_through_a_pointer_and_others_still_not()
    {
        ElfImage image = ImageBuilder.Build("""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: call rax
              call other
              ret
            other: call rax
              ret
            """ + ImageBuilder.KernelStack);
        CheckOptions options = CheckOptions.Kernel with { AllowedIndirect = new HashSet<string> { "_start" } };
        Finding finding = ImageBuilder.Refused(ImageChecker.Check(image, options), IndirectTransferCheck.Code);
        Assert.StartsWith("other", finding.Message);
    }
}
