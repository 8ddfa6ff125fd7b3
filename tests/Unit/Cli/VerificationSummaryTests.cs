// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Cli.Verification;

namespace Caprock.Tests.Unit.Cli;

/// <summary>What the verification programs write is read and summed up.</summary>
public sealed class VerificationSummaryTests
{
    private static readonly string[] Lines =
    [
        """{"kind":"random","name":"threads","seed":1,"transitions":100,"histories":7,"seconds":2.5,"same":true}""",
        """{"kind":"explore","name":"badges","states":20,"transitions":300,"depth":4,"fixpoint":true,"seconds":1,"same":true}""",
        """{"kind":"explore","name":"mapping","states":30,"transitions":400,"depth":5,"fixpoint":false,"seconds":1,"same":true}""",
        """{"kind":"isolation","name":"noninterference","seed":1,"transitions":50,"histories":3,"seconds":1,"same":true}""",
        """{"kind":"mutants","name":"seeded faults","found":11,"seeded":12,"seconds":60,"same":false}""",
    ];

    [Fact]
    public void Rows_keep_what_their_lines_say()
    {
        var rows = Lines.Select(Refinement.Read).ToList();

        Assert.Equal(["random", "exhaustive", "exhaustive", "noninterference", "mutants"], rows.Select(row => row.Kind));
        Assert.Equal("20 states, depth 4, fixpoint", rows[1].Reached);
        Assert.Equal([true, true, true, true, false], rows.Select(row => row.IsGood));
        Assert.Equal(TimeSpan.FromSeconds(2.5), rows[0].Time);
    }

    [Fact]
    public void The_sentence_adds_everything_up()
    {
        var time = TimeSpan.FromSeconds(200);
        var proofs = new VerificationRow("proofs", "specification", "700 verified, 0 errors", time, true) { Proved = 700 };

        var sentence = VerificationSummary.Sentence([proofs, .. Lines.Select(Refinement.Read)]);

        Assert.Equal(
            "700 statements proved in 200 s; 800 transitions compared with the specification, in 7 histories and from 50 states; "
            + "1 of 2 configurations to their fixpoint; 50 in 3 pairs of runs compared with each other; 11 of 12 seeded faults found; "
            + "1 checks failed",
            sentence);
    }

    [Fact]
    public void The_full_plan_does_more_of_everything()
    {
        var quick = VerificationPlan.Quick(1);
        var full = VerificationPlan.Full(1);

        Assert.True(full.Random > quick.Random && full.Exhaustive > quick.Exhaustive && full.Isolation > quick.Isolation);
        Assert.True(quick.Mutants > 0);
        Assert.Null(full.Mutants);
        Assert.Equal(TimeSpan.FromSeconds(5), quick.WithSearch(TimeSpan.FromSeconds(5)).Random);
    }
}
