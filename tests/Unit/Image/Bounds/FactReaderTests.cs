// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Unit.Image.Bounds.Stated;
using Caprock.Tools.Image.Bounds;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Reading what a source states from its assembly, here from this one.</summary>
public sealed class FactReaderTests
{
    private const string Prefix = "Caprock.Tests.Unit.Image_Caprock_Tests_Unit_Image_Bounds_Stated_Sample__";

    private static readonly IReadOnlyDictionary<string, RoutineFacts> s_facts = FactReader.Read(typeof(FactReaderTests).Assembly.Location);

    [Fact]
    public void Bounds_come_in_their_order() => Assert.Equal(
        [new LoopFact(3, ""), new LoopFact(null, "Depth"), new LoopFact(8, "")], s_facts[Prefix + nameof(Sample.Loops)].Loops);

    [Fact]
    public void Limits_of_calls_and_repetitions_are_read()
    {
        RoutineFacts facts = s_facts[Prefix + nameof(Sample.Limited)];

        Assert.Equal((101, 512), (facts.CallLimit, facts.Repeats));
    }

    [Fact]
    public void An_exported_method_goes_by_its_exported_name() => Assert.Equal([new LoopFact(1, "")], s_facts["sample_export"].Loops);

    [Fact]
    public void A_loop_of_a_library_goes_by_its_symbol() => Assert.Equal([new LoopFact(4, "")], s_facts["Library_Search<UInt8>"].Loops);

    [Fact]
    public void A_method_that_states_nothing_is_not_there() =>
        Assert.DoesNotContain(Prefix + nameof(Sample.Plain), s_facts.Keys);
}
