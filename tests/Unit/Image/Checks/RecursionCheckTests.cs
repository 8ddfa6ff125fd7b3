// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image.Checks;

/// <summary>Recursion in the call graph.</summary>
public sealed class RecursionCheckTests
{
    private const string Direct = """
        .global _start
        .type _start, @function
        _start: call _start
          ret
        """;

    [Fact]
    public void A_function_that_calls_itself_is_refused() =>
        Assert.Equal("recursion: _start -> _start", ImageBuilder.Refused(ImageBuilder.CheckKernel(Direct), RecursionCheck.Code).Message);

    [Fact]
    public void A_cycle_through_three_functions_is_refused_and_named()
    {
        Finding finding = ImageBuilder.Refused(ImageBuilder.CheckKernel("""
            .global _start, first, second, third
            .type _start, @function
            .type first, @function
            .type second, @function
            .type third, @function
            _start: call first
              ret
            first: call second
              ret
            second: call third
              ret
            third: jmp first
            """), RecursionCheck.Code);
        Assert.StartsWith("recursion: ", finding.Message);
        Assert.Contains("first -> second", finding.Message);
        Assert.Contains("second -> third", finding.Message);
        Assert.DoesNotContain("_start", finding.Message);
    }

    [Fact]
    public void A_cycle_of_jumps_that_leaves_words_on_the_stack_is_refused() =>
        ImageBuilder.Refused(ImageBuilder.CheckKernel("""
            .global _start, other
            .type _start, @function
            .type other, @function
            _start: push rax
              jmp other
            other: jmp _start
            """), RecursionCheck.Code);

    [Fact]
    public void Loops_inside_and_across_symbols_pass() =>
        ImageBuilder.Accepted(ImageBuilder.CheckKernel("""
            .global _start, again, idle
            .type _start, @function
            .type again, @function
            .type idle, @function
            _start: dec rax
              jnz _start
            again: dec rcx
              jz idle
              jmp again
            idle: hlt
              jmp again
            """));

    [Fact]
    public void A_component_may_recurse_until_its_stack_is_to_be_checked()
    {
        ElfImage image = ImageBuilder.Build(Direct);
        ImageBuilder.Accepted(ImageChecker.Check(image, CheckOptions.Component));
        CheckOptions withStack = CheckOptions.Component with { StackLimit = StackLimit.OfBytes(4096) };
        ImageBuilder.Refused(ImageChecker.Check(image, withStack), RecursionCheck.Code);
    }
}
