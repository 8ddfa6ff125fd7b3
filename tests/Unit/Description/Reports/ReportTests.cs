// SPDX-License-Identifier: BSD-2-Clause
using System.Text.Json;
using System.Xml.Linq;
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Reports;

namespace Caprock.Tests.Unit.Description.Reports;

/// <summary>Report and picture.</summary>
public sealed class ReportTests
{
    private static readonly SystemLayout s_layout = Corpus.Layout(
        "<memory_region name=\"queue\" size=\"0x1000\" />"
        + Corpus.Domain("writer", "priority=\"1\"", "<map mr=\"queue\" vaddr=\"0x8000000\" />")
        + Corpus.Domain("reader", "priority=\"1\"", "<map mr=\"queue\" vaddr=\"0x8000000\" perms=\"r\" />")
        + Corpus.Domain(
            "server",
            "priority=\"9\"",
            "<irq id=\"9\" pcidev=\"0:3.0\" handle=\"1\" vector=\"1\" /><ioport id=\"0\" addr=\"0x60\" size=\"5\" />")
        + Corpus.Domain("loner", "", Corpus.Domain("child", "id=\"0\""))
        + Corpus.Channel("pd=\"reader\" id=\"0\" pp=\"true\" notify=\"false\"", "pd=\"server\" id=\"0\" notify=\"false\""));

    [Fact]
    public void Every_authority_is_named_once_with_what_it_allows() => Assert.Equal(
        [
            ("writer", "queue", "rw"), ("reader", "queue", "r"), ("server", "PCI 00:03.0", "acknowledge"),
            ("server", "0060-0064", "read and write"), ("loner", "child", "parent"), ("reader", "server", "call"),
        ],
        new Reach(s_layout.System).Authorities.Select(authority => (authority.From, authority.To, authority.How)));

    [Theory]
    [InlineData("writer", "reader server")]
    [InlineData("reader", "server")]
    [InlineData("server", "reader")]
    [InlineData("loner", "child")]
    [InlineData("child", "loner")]
    public void Influence_follows_memory_calls_replies_and_faults_but_no_read_only_maps(string name, string influenced) =>
        Assert.Equal(influenced.Split(' '), new Reach(s_layout.System).InfluencedBy(name));

    [Fact]
    public void Memory_by_kind_adds_up_to_the_total()
    {
        ulong byKind = MemoryUse.ByKind(s_layout.Tables).Aggregate(0ul, (sum, item) => sum + item.Bytes);
        ulong byDomain = Enumerable.Range(0, 6).Aggregate(0ul, (sum, index) => sum + MemoryUse.OfDomain(s_layout.Tables, index));

        Assert.Equal(MemoryUse.Total(s_layout.Tables), byKind);
        Assert.Equal(MemoryUse.Total(s_layout.Tables), byDomain + 0x1000);
    }

    [Fact]
    public void The_report_has_what_a_tool_needs()
    {
        using JsonDocument json = JsonDocument.Parse(JsonReport.Write(s_layout));
        JsonElement root = json.RootElement;
        JsonElement reader = root.GetProperty("protectionDomains")[1];

        Assert.Equal("r", reader.GetProperty("maps")[0].GetProperty("rights").GetString());
        Assert.Equal("libmicrokit", reader.GetProperty("library").GetString());
        Assert.Equal("loner", root.GetProperty("protectionDomains")[4].GetProperty("parent").GetString());
        Assert.True(root.GetProperty("channels")[0].GetProperty("ends")[0].GetProperty("call").GetBoolean());
        Assert.Equal(MemoryUse.Total(s_layout.Tables), root.GetProperty("memory").GetProperty("totalBytes").GetUInt64());
        Assert.Equal(6, root.GetProperty("authorities").GetArrayLength());
    }

    [Fact]
    public void The_picture_lies_inside_its_frame()
    {
        XElement picture = XDocument.Parse(SvgPicture.Draw(s_layout)).Root!;
        int width = (int)picture.Attribute("width")!;
        int height = (int)picture.Attribute("height")!;

        Assert.All(picture.Descendants().Where(item => item.Name.LocalName == "rect"), box =>
        {
            Assert.InRange((int)box.Attribute("x")! + (int)box.Attribute("width")!, 0, width);
            Assert.InRange((int)box.Attribute("y")! + (int)box.Attribute("height")!, 0, height);
        });
    }

    [Fact]
    public void The_picture_has_a_curve_for_each_map_and_each_direction_of_a_channel()
    {
        XElement picture = XDocument.Parse(SvgPicture.Draw(s_layout)).Root!;
        IEnumerable<string?> styles = picture.Elements().Where(item => item.Name.LocalName == "path").Select(
            item => (string?)item.Attribute("class"));

        Assert.Equal(["write", "read", "call"], styles);
    }

    [Fact]
    public void Names_are_escaped_in_both()
    {
        SystemLayout layout = Corpus.Layout(Corpus.Domain("a &lt;b&gt; &amp; &quot;c&quot;"));

        XDocument.Parse(SvgPicture.Draw(layout));
        using JsonDocument json = JsonDocument.Parse(JsonReport.Write(layout));
        Assert.Equal("a <b> & \"c\"", json.RootElement.GetProperty("protectionDomains")[0].GetProperty("name").GetString());
    }
}
