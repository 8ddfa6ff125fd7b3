// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>Time: budgets, priorities, scheduling domains.</summary>
public sealed class SchedulingLayoutTests
{
    private static LayoutView View(string contents) => new(Corpus.Layout(contents).ToBytes());

    [Theory]
    [InlineData("", 1000, 1000, 0)]
    [InlineData("budget=\"500\"", 500, 500, 0)]
    [InlineData("budget=\"500\" period=\"2000\"", 500, 2000, 8)]
    [InlineData("period=\"2_000\"", 1000, 2000, 8)]
    public void A_budget_defaults_to_a_millisecond_and_a_period_to_the_budget(string attributes, ulong budget, ulong period, uint refills)
    {
        BudgetEntry entry = View(Corpus.Domain("a", attributes)).Budgets[0];

        Assert.Equal((budget, period, refills), (entry.BudgetMicroseconds, entry.PeriodMicroseconds, entry.ExtraRefills));
    }

    [Fact]
    public void A_protection_domain_without_FPU_says_so()
    {
        LayoutView layout = View(Corpus.Domain("a", "fpu=\"false\"") + Corpus.Domain("b"));

        Assert.Equal((ThreadEntry.NoFpu, 0u), (layout.Thread("a").Flags, layout.Thread("b").Flags));
    }

    [Fact]
    public void A_domain_schedule_is_followed_by_an_end_marker_and_begins_behind_the_shift()
    {
        LayoutView layout = new(Corpus.Compile(Corpus.Text("good", "domains")).Layout!.ToBytes());

        Assert.Equal(11u, layout.Header.ScheduleStart);
        Assert.Equal([10, 11, 12, 13, 14, 15], layout.Schedule.Select(entry => entry.Index));
        Assert.Equal([1, 0, 2, 1, 0, 0], layout.Schedule.Select(entry => entry.Domain));
        Assert.Equal([1, 6000, 8000, 2000, 0, 0], layout.Schedule.Select(entry => entry.Duration));
        Assert.Equal([1, 0, 0, 0, 1, 1], layout.Schedule.Select(entry => entry.IsInTicks));
        Assert.Equal([2, 1, 0], new[] { "emitter", "collector", "monitor" }.Select(name => layout.Thread(name).SchedulingDomain));
    }

    [Fact]
    public void A_schedule_that_fills_the_kernels_table_needs_no_end_marker()
    {
        string entries = string.Concat(Enumerable.Repeat("<schedule_entry domain=\"x\" duration=\"1 us\" />", 100));
        LayoutView layout = View(
            $"<domains><domain name=\"x\" /><domain_schedule>{entries}</domain_schedule></domains>" + Corpus.Domain("a", "domain=\"x\""));

        Assert.Equal(100, layout.Schedule.Length);
        Assert.DoesNotContain(layout.Schedule, entry => entry.Duration == 0);
    }

    [Fact]
    public void Without_a_schedule_everybody_is_in_domain_0()
    {
        LayoutView layout = View(Corpus.Domain("a"));

        Assert.Empty(layout.Schedule);
        Assert.Equal(LayoutHeader.None, layout.Header.ScheduleStart);
        Assert.All(layout.Threads, thread => Assert.Equal(0u, thread.SchedulingDomain));
    }

    [Fact]
    public void Budgets_that_just_fit_are_accepted()
    {
        string thirds = string.Concat(Enumerable.Range(0, 3).Select(index => Corpus.Domain($"d{index}", "budget=\"100\" period=\"300\"")));

        Assert.Empty(Corpus.Messages(thirds));
    }

    [Fact]
    public void A_budget_that_others_may_use_up_the_period_for_is_a_warning()
    {
        string slow = Corpus.Domain("slow", "budget=\"500\" period=\"1000\" priority=\"1\"");
        string fast = Corpus.Domain("fast", "budget=\"400\" period=\"800\" priority=\"2\"");
        string message = Assert.Single(Corpus.Messages(slow + fast));

        Assert.Equal(
            "1:9: warning: 'slow' may not get its budget of 500 us in a period of 1000 us "
            + "while those of its priority or higher use theirs; "
            + "raise its priority, lengthen its period, or shorten the budgets of the others",
            message);
    }

    [Fact]
    public void Passive_protection_domains_and_time_slices_take_no_part_of_the_processor()
    {
        string active = Corpus.Domain("a", "budget=\"900\" period=\"1000\"");
        string passive = Corpus.Domain("b", "budget=\"900\" period=\"1000\" passive=\"true\"");

        Assert.Empty(Corpus.Messages(active + passive + Corpus.Domain("c")));
    }
}
