// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Benchmarks;

namespace Caprock.Tests.Unit.Cli;

/// <summary>The table of ./caprock bench block.</summary>
public sealed class BlockBenchmarkTests
{
    [Fact]
    public void A_figure_below_that_of_Linux_passes_and_one_above_does_not()
    {
        Assert.False(BlockBenchmark.Describe([new("a read", 9_000, 17_000), new("a write", 12_000, null)]).HasExcess);
        Assert.True(BlockBenchmark.Describe([new("a read", 9_000, 17_000), new("a write", 12_000, 11_999)]).HasExcess);
    }
}
