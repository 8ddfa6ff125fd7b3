// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Kit.Description;
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Reading;
using Caprock.Tests.Unit.Description.Layout;
using Caprock.Tests.Unit.Description.Programs;

namespace Caprock.Tests.Unit.Description;

/// <summary>Mutated descriptions and programs: whatever they contain, there is an answer.</summary>
public sealed class FuzzTests
{
    private const int RoundsForEachSeed = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_mutated_description_gives_a_sound_layout_or_errors_inside_the_file(int seed)
    {
        DescriptionMutator mutator = new(seed, [.. Corpus.Good.Select(name => Corpus.Text("good", name))]);
        int refused = 0;
        for (int round = 0; round < RoundsForEachSeed; round++)
        {
            string text = mutator.Next();
            CompilationResult result = Corpus.Compile(text);
            int lines = text.Count(letter => letter == '\n') + 1;
            Assert.All(result.Diagnostics, diagnostic => Assert.InRange(diagnostic.Position.Line, 1, lines));
            Assert.Equal(result.Succeeded, result.Layout is not null);
            refused += result.Succeeded ? 0 : 1;
            if (result.Layout is not null)
            {
                LayoutInvariants.Check(new LayoutView(result.Layout.ToBytes()));
            }
        }

        Assert.InRange(refused, RoundsForEachSeed / 4, RoundsForEachSeed - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_text_gives_an_error(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < RoundsForEachSeed; round++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);

            Assert.Contains(
                Corpus.Compile(Encoding.Latin1.GetString(bytes)).Diagnostics,
                diagnostic => diagnostic.Severity == Severity.Error);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_mutated_program_gives_a_sound_layout_or_errors(int seed)
    {
        Random random = new(seed);
        byte[] original = TestFiles.Microkit.ToBytes();
        string ports = "<ioport id=\"0\" addr=\"1\" size=\"1\" setvar_id=\"port_id\" />";
        string text = $"<system>{Corpus.Domain("a", "", ports, "mutated.elf")}</system>";
        for (int round = 0; round < RoundsForEachSeed; round++)
        {
            byte[] mutated = [.. original];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                // Headers, symbols and tables lie at the beginning and at the end.
                int place = random.Next(2) == 0 ? random.Next(200) : mutated.Length - 1 - random.Next(1500);
                mutated[place] = (byte)random.Next(256);
            }

            CompilationResult result = SystemCompiler.Compile(
                text,
                new OneFile(mutated),
                new LayoutOptions { MonitorPath = "monitor.elf" });
            if (result.Layout is SystemLayout layout)
            {
                LayoutInvariants.Check(new LayoutView(layout.ToBytes()));
            }
        }
    }

    private sealed class OneFile(byte[] mutated) : IDescriptionFiles
    {
        private static readonly byte[] s_monitor = TestFiles.Component.ToBytes();

        public string Places => "memory";

        public byte[] TryRead(string path) => path == "monitor.elf" ? s_monitor : mutated;
    }
}
