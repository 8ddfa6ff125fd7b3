// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Calls that a whole path can make only so often.</summary>
public sealed class LimitedCallTests
{
    private static readonly LoopFact s_paid = new(null, LoopFact.LimitedCall);
    private static readonly string s_unit = Code.Function("unit", "mov eax, edi\nret");

    [Fact]
    public void A_loop_that_makes_one_in_every_turn_takes_as_many_turns() => Assert.Equal((5 * 5) + 1, Code.Longest(
        Read("1: call unit\ntest eax, eax\njne 1b\nret", 5, s_paid)));

    [Fact]
    public void Loops_share_the_calls() => Assert.Equal((5 * 6) + 1 - 1, Code.Longest(Read("""
        1: call unit
          test eax, eax
          jne 1b
        2: nop
          call unit
          test eax, eax
          jne 2b
          ret
        """, 5, s_paid, s_paid)));

    [Fact]
    public void Calls_in_nested_loops_are_the_same_ones() => Assert.Equal((4 * 7) + 1, Code.Longest(Read("""
        1: call unit
          test eax, eax
          jne 1b
          dec rdi
          jne 1b
          ret
        """, 4, s_paid)));

    [Fact]
    public void A_rare_call_is_paid_for_only_so_often() => Assert.Equal((10 * 4) + 2 + (2 * 4), Code.Longest(Code.Read(
        Code.Function("_start", "mov ebx, 10\n1: test rdi, rdi\nje 2f\ncall rare\n2: dec ebx\njne 1b\nret")
            + Code.Function("rare", "nop\nnop\nret"),
        ("rare", new RoutineFacts([], CallLimit: 2)))));

    [Fact]
    public void A_turn_without_one_is_refused() => Assert.Contains("a turn makes none", Code.Problem(Read("""
        1: test rdi, rdi
          je 2f
          call unit
        2: mov rax, [rax]
          test rax, rax
          jne 1b
          ret
        """, 5, s_paid)));

    [Fact]
    public void One_that_another_routine_always_makes_counts() => Assert.Equal((3 * (4 + 4)) + 1, Code.Longest(Code.Read(
        Code.Function("_start", "1: call step\nmov rax, [rax]\ntest eax, eax\njne 1b\nret")
            + Code.Function("step", "call unit\nret") + s_unit,
        ("_start", new RoutineFacts([s_paid])),
        ("unit", new RoutineFacts([], CallLimit: 3)))));

    private static FlowProgram Read(string body, long limit, params LoopFact[] loops) => Code.Read(
        Code.Function("_start", body) + s_unit, ("_start", new RoutineFacts(loops)), ("unit", new RoutineFacts([], CallLimit: limit)));
}
