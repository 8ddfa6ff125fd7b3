// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Code for which there is no bound, or for which the source states a wrong one.</summary>
public sealed class RefusalTests
{
    private const string List = "1: mov rax, [rax]\ntest rax, rax\njne 1b\nret";

    [Fact]
    public void A_loop_without_a_bound_is_refused_with_its_place() =>
        Assert.Matches("^loop 1 of _start at 0x[0-9a-f]+ has no bound$", Code.Problem(Code.Read(Code.Function("_start", List))));

    [Fact]
    public void A_loop_of_a_routine_that_is_only_called_is_refused_too() => Assert.Contains("loop 1 of work", Code.Problem(Code.Read(
        Code.Function("_start", "call work\nret") + Code.Function("work", List))));

    [Fact]
    public void A_loop_that_no_entry_reaches_needs_none() => Assert.Empty(Code.Read(
        Code.Function("_start", "ret") + Code.Function("work", List)).Problems);

    [Fact]
    public void A_loop_that_does_not_return_needs_none() => Assert.Empty(Code.Read(
        Code.Function("_start", "test rdi, rdi\nje 1f\nret\n1: hlt\njmp 1b")).Problems);

    [Fact]
    public void A_bound_below_what_a_counter_runs_to_is_refused() => Assert.Contains("runs to 10", Code.Problem(Code.Read(
        Code.Function("_start", "mov ecx, 10\n1: dec ecx\njne 1b\nret"), ("_start", new RoutineFacts([Code.Turns(9)])))));

    [Fact]
    public void More_bounds_than_loops_are_refused() => Assert.Contains("2 bounds are stated", Code.Problem(Code.Read(
        Code.Function("_start", List), ("_start", new RoutineFacts([Code.Turns(1), Code.Turns(2)])))));

    [Theory]
    [InlineData("mov ecx, 10\n1: dec ecx\ncall change\njne 1b\nret")]
    [InlineData("mov ecx, edi\n1: dec ecx\njne 1b\nret")]
    [InlineData("mov ecx, 10\n1: test rdi, rdi\nje 2f\ndec ecx\n2: test ecx, ecx\njne 1b\nret")]
    [InlineData("mov ecx, 10\n1: dec ecx\nmov ecx, [rdi]\ntest ecx, ecx\njne 1b\nret")]
    public void What_is_no_counter_does_not_pass_for_one(string body) => Assert.Contains("has no bound", Code.Problem(Code.Read(
        Code.Function("_start", body) + Code.Function("change", "mov ecx, 1\nret"))));

    [Fact]
    public void A_loop_with_two_entries_is_refused() => Assert.Contains("2 entries", Code.Problem(Code.Read(Code.Function("_start", """
          test rdi, rdi
          je 2f
        1: nop
        2: test rax, rax
          jne 1b
          ret
        """))));

    [Fact]
    public void A_call_through_a_pointer_is_refused() => Assert.Contains("through a pointer", Code.Problem(Code.Read(
        Code.Function("_start", "call [rdi]\nret"))));

    [Fact]
    public void Recursion_is_refused() => Assert.Contains("cycle", Code.Problem(Code.Read(
        Code.Function("_start", "test rdi, rdi\nje 1f\ncall _start\n1: ret"))));
}
