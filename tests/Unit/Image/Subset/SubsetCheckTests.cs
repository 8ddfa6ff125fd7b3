// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Subset;

namespace Caprock.Tests.Unit.Image.Subset;

/// <summary>The subset check on this assembly's samples.</summary>
public sealed class SubsetCheckTests
{
    private const string Samples = "Caprock.Tests.Unit.Image.Subset.Samples.";

    private static readonly IReadOnlyList<string> s_bad = Check("Bad").Problems;

    [Fact]
    public void Code_of_a_kernel_passes()
    {
        SubsetResult result = Check("Good");

        Assert.Empty(result.Problems);
        Assert.True(result.Methods >= 3 && result.Instructions > 20, result.ToString());
    }

    [Theory]
    [InlineData("Array", "allocates on a heap (newarr)")]
    [InlineData("Object", "allocates on a heap (newobj)")]
    [InlineData("Boxed", "allocates on a heap (box)")]
    [InlineData("Virtual", "calls a method that is found at run time (callvirt)")]
    [InlineData("Virtual", "uses object")]
    [InlineData("Pointer", "calls through a pointer (calli)")]
    [InlineData("Exception", "raises an exception (throw)")]
    [InlineData("Handler", "handles exceptions")]
    [InlineData("Handler", "writes a static field (stsfld)")]
    [InlineData("Floating", "uses floating point")]
    [InlineData("Stack", "takes stack of a size known at run time (localloc)")]
    [InlineData("s_state", "is static state")]
    public void What_is_not_in_the_subset_is_refused(string member, string problem) =>
        Assert.Contains(s_bad, it => it.StartsWith($"{Samples}Bad.{member} {problem}", StringComparison.Ordinal));

    [Fact]
    public void Recursion_is_refused_also_over_two_methods()
    {
        Assert.Contains(s_bad, it => it.Contains("Bad.Itself calls itself", StringComparison.Ordinal));
        Assert.Contains(s_bad, it => it.Contains("Bad.Even", StringComparison.Ordinal) && it.Contains("Bad.Odd", StringComparison.Ordinal));
    }

    [Fact]
    public void A_static_constructor_is_refused() =>
        Assert.Contains($"{Samples}Constructed has a static constructor", Check("Constructed").Problems);

    [Fact]
    public void Static_state_can_be_allowed_and_nothing_else_with_it()
    {
        IReadOnlyList<string> problems = SubsetCheck.Run(
            typeof(SubsetCheckTests).Assembly.Location, name => name == Samples + "Bad", name => name == Samples + "Bad").Problems;

        Assert.DoesNotContain(problems, it => it.Contains("static", StringComparison.Ordinal));
        Assert.Equal(s_bad.Count(it => !it.Contains("static", StringComparison.Ordinal)), problems.Count);
    }

    private static SubsetResult Check(string type) =>
        SubsetCheck.Run(typeof(SubsetCheckTests).Assembly.Location, name => name == Samples + type);
}
