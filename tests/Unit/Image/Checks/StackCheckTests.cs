// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Checks;

/// <summary>The worst-case stack computed from machine code.</summary>
public sealed class StackCheckTests
{
    private const string Leaf = """
        .global leaf
        .type leaf, @function
        leaf: sub rsp, 24
          add rsp, 24
          ret

        """;

    private const string Switcher = """
        .global switcher, second
        .type switcher, @function
        .type second, @function
        switcher: lea rsp, [rip + kernel_stack_top]
          sub rsp, 128
          call second
          ret
        second: ret

        """;

    [Theory]
    [InlineData("ret", 0)]
    [InlineData("push rbx\n push rax\n pop rax\n pop rbx\n ret", 16)]
    [InlineData("sub rsp, 40\n add rsp, 40\n ret", 40)]
    [InlineData("push rbp\n sub rsp, 32\n lea rbp, [rsp + 32]\n lea rsp, [rbp]\n pop rbp\n push rax\n pop rax\n ret", 40)]
    [InlineData("push rbp\n mov rbp, rsp\n sub rsp, 64\n leave\n push rax\n pop rax\n ret", 72)]
    [InlineData("enter 48, 0\n leave\n ret", 56)]
    [InlineData("and rsp, -16\n push rax\n ret", 23)]
    [InlineData("test edi, edi\n jz 1f\n sub rsp, 100\n add rsp, 100\n1: push rax\n pop rax\n ret", 100)]
    [InlineData("mov ecx, 9\n1: push rax\n pop rax\n dec ecx\n jnz 1b\n ret", 8)]
    [InlineData("sub rsp, 8\n call leaf\n add rsp, 8\n ret", 40)]
    [InlineData("call leaf\n sub rsp, 64\n add rsp, 64\n ret", 64)]
    [InlineData("sub rsp, 24\n add rsp, 24\n jmp leaf", 24)]
    [InlineData("sub rsp, 24\n jmp leaf", 48)]
    [InlineData("call switcher\n ret", 136)]
    [InlineData("sub rsp, 200\n mov rsp, [rdi]\n push rax\n ret", 200)]
    public void The_deepest_point_of_a_function_and_its_callees_counts(string body, int expected)
    {
        string figure = Figure($"""
            .global _start
            .type _start, @function
            _start: {body}

            """ + (body.Contains("leaf") ? Leaf : "") + (body.Contains("switcher") ? Switcher : ""));
        Assert.Contains($"worst-case stack: {expected} of 4096 bytes", figure);
    }

    [Fact]
    public void What_the_processor_pushes_counts_for_an_entry_nothing_calls() =>
        Assert.Contains("worst-case stack: 64 of 4096 bytes (path handler)", Figure("""
            .global _start, handler
            .type _start, @function
            .type handler, @function
            _start: ret
            handler: push rax
              push rcx
              pop rcx
              pop rax
              iretq
            """));

    [Fact]
    public void The_path_to_the_deepest_point_is_named() =>
        Assert.Contains("(path _start -> middle -> deep)", Figure("""
            .global _start, middle, shallow, deep
            .type _start, @function
            .type middle, @function
            .type shallow, @function
            .type deep, @function
            _start: call shallow
              call middle
              ret
            middle: call deep
              ret
            shallow: sub rsp, 16
              add rsp, 16
              ret
            deep: sub rsp, 512
              add rsp, 512
              ret
            """));

    [Fact]
    public void A_stack_that_is_too_small_is_refused()
    {
        Finding finding = ImageBuilder.Refused(
            ImageBuilder.CheckKernel(".global _start\n_start: sub rsp, 5000\n add rsp, 5000\n ret"), StackCheck.Code);
        Assert.Contains("worst-case stack: 5000 of 4096 bytes (path _start)", finding.Message);
    }

    [Theory]
    [InlineData("sub rsp, rax\n ret", "moves the stack pointer")]
    [InlineData("lea rsp, [rsp + 8*rax]\n ret", "moves the stack pointer")]
    [InlineData("1: push rax\n dec ecx\n jnz 1b\n ret", "no bound")]
    public void A_stack_without_a_bound_is_refused(string body, string reason)
    {
        IReadOnlyList<Finding> findings = ImageBuilder.CheckKernel($".global _start\n.type _start, @function\n_start: {body}");
        Assert.Contains(findings.Errors(), finding => finding.Code == CodeShapeCheck.Code && finding.Message.Contains(reason));
    }

    [Fact]
    public void Code_that_runs_into_no_instruction_is_refused() =>
        Assert.Contains(
            ImageBuilder.CheckKernel(".global _start\n.type _start, @function\n_start: nop\n .byte 0x06").Errors(),
            finding => finding.Code == CodeShapeCheck.Code);

    [Fact]
    public void A_kernel_without_stack_symbols_is_refused()
    {
        ElfImage image = ImageBuilder.Build(".global _start\n_start: ret");
        Finding finding = ImageBuilder.Refused(ImageChecker.Check(image, CheckOptions.Kernel), StackCheck.Code);
        Assert.Contains("kernel_stack_bottom", finding.Message);
    }

    [Fact]
    public void The_stack_size_may_be_given_in_bytes_or_by_other_symbols()
    {
        ElfImage image = ImageBuilder.Build("""
            .global _start
            _start: sub rsp, 100
              add rsp, 100
              ret
            .bss
            low: .skip 99
            high:
            """);
        CheckOptions bytes = CheckOptions.Component with { StackLimit = StackLimit.OfBytes(100) };
        ImageBuilder.Accepted(ImageChecker.Check(image, bytes));
        CheckOptions symbols = CheckOptions.Component with { StackLimit = StackLimit.OfSymbols("low", "high") };
        ImageBuilder.Refused(ImageChecker.Check(image, symbols), StackCheck.Code);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("one")]
    [InlineData("a,")]
    [InlineData("a,b,c")]
    public void A_stack_limit_that_makes_no_sense_is_refused(string text) => Assert.False(StackLimit.TryParse(text, out _));

    private static string Figure(string assembly)
    {
        IReadOnlyList<Finding> findings = ImageBuilder.CheckKernel(assembly);
        ImageBuilder.Accepted(findings);
        return findings.Single(finding => finding.Severity == FindingSeverity.Note).Message;
    }
}
