// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Conformance.Host;

/// <summary>The cases of one variant, each a test. They run in one boot, when the first of them is asked for.</summary>
public abstract class VariantTests<T>
    where T : IVariant
{
    private static readonly Lazy<Run> s_run = new(Run.Of<T>);

    public static TheoryData<string> Names => [.. CaseNames.Of(T.Profile)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Case(string name)
    {
        if (s_run.Value.ProblemWith(name) is { } problem)
        {
            Assert.Fail($"{name}: {problem}");
        }
    }

    [Fact]
    public void Comes_to_its_end() => Assert.True(s_run.Value.HasEnded, s_run.Value.Log);

    [Fact]
    public void Kernel_invariants_hold_after_every_case()
    {
        var lines = s_run.Value.Log.Split("\r\n")
            .Where(line => line.StartsWith("caprock: invariants checked", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.EndsWith("broken 0x0", line, StringComparison.Ordinal));
        if (T.Configuration == "debug")
        {
            Assert.True(lines.Count >= s_run.Value.Names.Count(), s_run.Value.Log);
        }
    }

    [Fact]
    public void Reports_exactly_the_listed_cases() =>
        Assert.Equal(CaseNames.Of(T.Profile).Order(StringComparer.Ordinal), s_run.Value.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Has_a_case_for_every_invocation()
    {
        Assert.Contains("invocations without a case:", s_run.Value.Log, StringComparison.Ordinal);
        Assert.Empty(s_run.Value.Numbers("invocations without a case").Select(label => Features.InvocationName(T.Profile, label)));
    }

    [Fact]
    public void Has_a_case_for_every_system_call()
    {
        Assert.Contains("system calls without a case:", s_run.Value.Log, StringComparison.Ordinal);
        Assert.Empty(s_run.Value.Numbers("system calls without a case").Select(number => Features.CallName(T.Profile, number)));
    }
}
