// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using System.Xml.Linq;
using Caprock.Kit.Description;
using Caprock.Kit.Description.Reports;
using Caprock.Tests.Unit.Description.Layout;

namespace Caprock.Tests.Unit.Description;

/// <summary>Right descriptions.</summary>
public sealed class GoodDescriptionTests
{
    public static TheoryData<string> Names => [.. Corpus.Good];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_said_about_it(string name) =>
        Assert.Empty(Corpus.Compile(Corpus.Text("good", name)).Diagnostics.Select(diagnostic => diagnostic.ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_layout_keeps_the_invariants(string name) =>
        LayoutInvariants.Check(new LayoutView(Corpus.Compile(Corpus.Text("good", name)).Layout!.ToBytes()));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_description_gives_the_same_bytes_and_reports(string name)
    {
        CompilationResult first = Corpus.Compile(Corpus.Text("good", name));
        CompilationResult second = Corpus.Compile(Corpus.Text("good", name));

        Assert.Equal(first.Layout!.ToBytes(), second.Layout!.ToBytes());
        Assert.Equal(JsonReport.Write(first.Layout), JsonReport.Write(second.Layout));
        Assert.Equal(SvgPicture.Draw(first.Layout), SvgPicture.Draw(second.Layout));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_reports_are_well_formed_and_name_everything(string name)
    {
        CompilationResult result = Corpus.Compile(Corpus.Text("good", name));

        using JsonDocument json = JsonDocument.Parse(JsonReport.Write(result.Layout!));
        string picture = XDocument.Parse(SvgPicture.Draw(result.Layout!)).ToString();
        Assert.Equal(
            result.System!.ProtectionDomains.Select(domain => domain.Name),
            json.RootElement.GetProperty("protectionDomains").EnumerateArray().Select(domain => domain.GetProperty("name").GetString()!));
        Assert.All(result.System.ProtectionDomains, domain => Assert.Contains($">{domain.Name}<", picture));
        Assert.All(result.System.MemoryRegions, region => Assert.Contains($">{region.Name}<", picture));
    }
}
