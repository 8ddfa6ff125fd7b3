// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Whether one path can lead through two groups.</summary>
public sealed class ExclusionTests
{
    private static readonly string s_both = Code.Function("one", "nop\nret") + Code.Function("two", "nop\nret");

    [Fact]
    public void Branches_that_lead_to_one_each_are_apart() =>
        Assert.Empty(Check("test rdi, rdi\nje 1f\ncall one\nret\n1: jmp two"));

    [Theory]
    [InlineData("call one\ncall two\nret")]
    [InlineData("call two\nnop\njmp one")]
    [InlineData("test rdi, rdi\nje 1f\ncall one\n1: call two\nret")]
    [InlineData("mov ebx, 3\n1: test rdi, rdi\nje 2f\ncall one\njmp 3f\n2: call two\n3: dec ebx\njne 1b\nret")]
    public void One_after_the_other_is_found(string body) => Assert.Contains("_start leads to", Check(body)[0]);

    [Fact]
    public void One_inside_another_routine_is_found() => Assert.NotEmpty(
        Check("call middle\ncall two\nret", Code.Function("middle", "call one\nret")));

    private static List<string> Check(string body, string more = "") =>
        [.. Exclusion.Check(Code.Read(Code.Function("_start", body) + s_both + more), [["one"], ["two"]])];
}
