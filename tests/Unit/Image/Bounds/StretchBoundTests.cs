// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Longest paths through code of every shape.</summary>
public sealed class StretchBoundTests
{
    private const string List = """
        1: mov rax, [rax]
          test rax, rax
          jne 1b
          ret
        """;

    [Fact]
    public void Straight_code_takes_its_instructions() => Assert.Equal(3, Code.Longest("nop\nnop\nret"));

    [Fact]
    public void Of_two_branches_the_longer_counts() => Assert.Equal(6, Code.Longest("""
          test rdi, rdi
          je 1f
          ret
        1: nop
          nop
          nop
          ret
        """));

    [Fact]
    public void A_call_takes_what_the_callee_does() => Assert.Equal(2 + 3, Code.Longest(Code.Read(
        Code.Function("_start", "call work\nret") + Code.Function("work", "nop\nnop\nret"))));

    [Fact]
    public void A_jump_to_another_function_ends_the_path_in_the_own_one() => Assert.Equal(6, Code.Longest(Code.Read(
        Code.Function("_start", "test rdi, rdi\nje other\nnop\nnop\nnop\nret") + Code.Function("other", "nop\nret"))));

    [Theory]
    [InlineData("mov ecx, 10\n1: dec ecx\njne 1b\nret", 1 + (10 * 2) + 1)]
    [InlineData("xor ecx, ecx\n1: nop\ninc ecx\ncmp ecx, 5\njl 1b\nret", 1 + (5 * 4) + 1)]
    [InlineData("xor ecx, ecx\n1: add ecx, 2\ncmp ecx, 9\njb 1b\nret", 1 + (5 * 3) + 1)]
    public void A_counter_in_the_code_bounds_a_loop(string body, long longest) => Assert.Equal(longest, Code.Longest(body));

    [Fact]
    public void A_stated_number_of_turns_bounds_a_loop() => Assert.Equal((5 * 3) + 1, Code.Longest(List, Code.Turns(5)));

    [Fact]
    public void A_loop_that_is_left_at_its_head_runs_that_once_more() => Assert.Equal((4 * 4) + 2 + 1, Code.Longest("""
        1: test rax, rax
          je 2f
          mov rax, [rax]
          jmp 1b
        2: ret
        """, Code.Turns(4)));

    [Fact]
    public void Turns_of_nested_loops_multiply() => Assert.Equal((3 * ((4 * 3) + 3)) + 1, Code.Longest("""
        1: mov rbx, [rax]
        2: mov rbx, [rbx]
          test rbx, rbx
          jne 2b
          dec rdi
          jne 1b
          ret
        """, Code.Turns(3), Code.Turns(4)));

    [Fact]
    public void Turns_can_follow_from_an_assumption() => Assert.Equal((7 * 3) + 1, Code.Longest(List, new LoopFact(null, "Depth")));

    [Fact]
    public void Without_the_assumption_there_is_no_bound() => Assert.Contains("Height", Assert.Throws<BoundException>(
        () => Code.Longest(List, new LoopFact(null, "Height"))).Message);

    [Fact]
    public void A_path_that_does_not_return_does_not_count() => Assert.Equal(3, Code.Longest(Code.Read(
        Code.Function("_start", "test rdi, rdi\nje 1f\nret\n1: nop\nnop\nnop\ncall stop\nud2") + Code.Function("stop", "1: hlt\njmp 1b"))));

    [Fact]
    public void Routines_that_are_left_out_are_not_entered()
    {
        FlowProgram program = Code.Read(
            Code.Function("_start", "test rdi, rdi\nje 1f\ncall work\n1: ret") + Code.Function("work", "nop\nnop\nret"));

        Assert.Equal(4 + 3, Code.Longest(program));
        Assert.Equal(3, Code.Longest(program, "work"));
    }

    [Fact]
    public void A_string_instruction_takes_its_repetitions()
    {
        string code = Code.Function("_start", "call clear\nret")
            + Code.Function("clear", "mov rcx, rdx\nrep stosq\nmov ecx, edx\nand ecx, 7\nrep stosb\nret");

        Assert.Equal(2 + 6 + 512 + 7, Code.Longest(Code.Read(code, ("_start", new RoutineFacts([], Repeats: 512)))));
        Assert.Contains("clear", Assert.Throws<BoundException>(() => Code.Longest(Code.Read(code))).Message);
    }
}
