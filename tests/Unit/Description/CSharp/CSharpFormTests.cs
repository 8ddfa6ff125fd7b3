// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description;
using Caprock.Kit.Description.Messages;

namespace Caprock.Tests.Unit.Description.CSharp;

/// <summary>Descriptions written as attributes of C#.</summary>
public sealed class CSharpFormTests
{
    private const string Client = "[assembly: ProtectionDomain(\"client\", \"component.elf\", Priority = 1)]\n";

    public static TheoryData<string> Good => [.. Corpus.Good];

    [Theory]
    [MemberData(nameof(Good))]
    public void A_description_means_the_same_in_CSharp(string name)
    {
        string xml = Corpus.Text("good", name);

        CompilationResult result = Corpus.Compile(CSharpForm.Write(xml));

        Assert.Empty(result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(Corpus.Compile(xml).Layout!.ToBytes(), result.Layout!.ToBytes());
    }

    [Theory]
    [InlineData("class X { }", NoXml)]
    [InlineData("using A;\nclass X { }", "2:1: error: 'class' cannot stand here; " + Made)]
    [InlineData("[assembly: Map(", "1:16: error: the file ends here; " + Made)]
    [InlineData("[assembly: Map(1 + 1)]", "1:18: error: '+' cannot stand here; " + Made)]
    [InlineData("[assembly: Map(\"a)]\n", "1:16: error: '\"' cannot stand here; " + Made)]
    [InlineData("[module: Map]", "1:2: error: 'module' cannot stand here; " + Made)]
    [InlineData("[assembly: Map(x = )]", "1:20: error: ')' cannot stand here; " + Made)]
    public void What_is_no_attribute_is_refused_where_it_stands(string text, string message) =>
        Assert.Contains(message, Messages(text));

    [Fact]
    public void A_mistyped_attribute_is_told_what_was_meant() =>
        Says(Client + "[assembly: Mop(\"client\", \"m\", 0)]", "2:12: error: 'Mop' is nothing that a system has; did you mean 'Map'?");

    [Fact]
    public void A_mistyped_protection_domain_is_told_what_was_meant() => Says(
        Client + "[assembly: Irq(\"cliant\", 1, 2, Pin = 4)]",
        "2:17: error: the protection domain 'cliant' is unknown; did you mean 'client'?");

    [Fact]
    public void A_part_says_whose_it_is() => Says(
        Client + "[assembly: Irq]", "2:12: error: 'Irq' does not say its protection domain; its name is the first argument");

    [Fact]
    public void A_mistyped_argument_is_told_what_was_meant() => Says(
        "[assembly: ProtectionDomain(\"client\", \"component.elf\", Priorty = 1)]",
        "1:56: error: <protection_domain> has no attribute 'priorty'; did you mean 'priority'?");

    [Fact]
    public void An_argument_is_said_once() => Says(
        "[assembly: ProtectionDomain(\"client\", \"component.elf\", Priority = 1, Priority = 2)]",
        "1:70: error: 'priority' is said twice; keep one of them");

    [Fact]
    public void Only_so_many_arguments_go_without_a_name() => Says(
        "[assembly: ProtectionDomain(\"client\", \"component.elf\", 1)]",
        "1:56: error: 'ProtectionDomain' has too many arguments; name what comes behind the first ones");

    [Fact]
    public void Rules_are_reported_at_the_argument() => Says(
        Client + "[assembly: ProtectionDomain(\"server\", \"component.elf\", Priority = 1)]\n"
        + "[assembly: Channel(\"client\", 0, \"server\", 0,\n    FirstCalls = true)]",
        "4:18: error: 'client' (priority 1) may call 'server' (priority 1), and a callee needs a higher priority than its caller; "
        + "give 'server' at least 2, or give 'client' at most 0");

    [Fact]
    public void Parents_do_not_go_round_in_a_circle()
    {
        string text = "[assembly: ProtectionDomain(\"a\", \"component.elf\", Id = 1, Parent = \"b\")]\n"
            + "[assembly: ProtectionDomain(\"b\", \"component.elf\", Id = 1, Parent = \"a\")]\n";

        Assert.Contains("1:69: error: parents go round in a circle, or too deep; one of them has no parent", Messages(text));
    }

    [Fact]
    public void A_parent_is_a_protection_domain() => Assert.Contains(
        "1:69: error: the protection domain 'b' is unknown; there is no protection domain of that name",
        Messages("[assembly: ProtectionDomain(\"a\", \"component.elf\", Id = 1, Parent = \"b\")]"));

    [Theory]
    [InlineData("0b1000_0000_0000_0000", true)]
    [InlineData("0X8000", true)]
    [InlineData("32_768UL", true)]
    [InlineData("0x8001", false)]
    [InlineData("0b12", false)]
    public void Numbers_are_those_of_CSharp(string number, bool isRight) => Assert.Equal(
        isRight,
        Corpus.Compile(
            Client + $"[assembly: MemoryRegion(@\"m\", {number}), Map(nameof(client), \"\\m\", 0x2000_0000)] // end").Succeeded);

    [Fact]
    public void Comments_and_names_of_namespaces_are_skipped() => Assert.True(Corpus.Compile(
        "/* a\nb */ global using System; // c\n"
        + "[assembly: Caprock.Kit.Components.Systems.ProtectionDomainAttribute(\"client\", \"component.elf\"),]").Succeeded);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mutated_CSharp_gives_a_layout_or_errors_inside_the_file(int seed)
    {
        Random random = new(seed);
        string[] originals = [.. Corpus.Good.Select(name => CSharpForm.Write(Corpus.Text("good", name)))];
        string[] pieces =
            ["[", "]", "(", ")", ",", "=", "\"", "@\"", "\\", "/*", "//", "0x", "true", "nameof", "assembly", "\n", "\0", "\u00e9"];
        for (int round = 0; round < 1000; round++)
        {
            string text = originals[random.Next(originals.Length)];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int place = random.Next(text.Length);
                text = random.Next(2) == 0
                    ? text.Insert(place, pieces[random.Next(pieces.Length)])
                    : text.Remove(place, Math.Min(random.Next(1, 30), text.Length - place));
            }

            CompilationResult result = Corpus.Compile(text);
            Assert.Equal(result.Succeeded, result.Layout is not null);
            int lines = text.Count(letter => letter == '\n') + 1;
            Assert.All(result.Diagnostics, diagnostic => Assert.InRange(diagnostic.Position.Line, 1, lines));
        }
    }

    private const string NoXml =
        "1:1: error: not well-formed XML: Data at the root level is invalid; correct it here, nothing else was checked";

    private const string Made = "a description in C# is made of [assembly: Name(constants)], and of nothing else but usings and comments";

    private static IEnumerable<string> Messages(string text) =>
        Corpus.Compile(text).Diagnostics.Where(one => one.Severity == Severity.Error).Select(one => one.ToString());

    private static void Says(string text, string message) => Assert.Equal([message], Messages(text));
}
