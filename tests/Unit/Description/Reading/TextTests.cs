// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Reading;
using Caprock.Kit.Description.Source;

namespace Caprock.Tests.Unit.Description.Reading;

/// <summary>Numbers, names and places in the text.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1_000", 1000)]
    [InlineData("0x1F", 31)]
    [InlineData("0x2_000_000", 0x200_0000)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("0xffff_ffff_ffff_ffff", ulong.MaxValue)]
    public void A_number_is_decimal_or_hexadecimal(string text, ulong expected)
    {
        Assert.True(NumberText.TryParse(text, out ulong value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("0x")]
    [InlineData("0X10")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("1 ")]
    [InlineData("1e3")]
    [InlineData("\u0661")]
    [InlineData("18446744073709551616")]
    [InlineData("0x10000000000000000")]
    public void Anything_else_is_no_number(string text) => Assert.False(NumberText.TryParse(text, out _));

    [Theory]
    [InlineData("0:0.0", 0, 0, 0)]
    [InlineData("01:1f.2", 1, 31, 2)]
    [InlineData("FF:1F.7", 255, 31, 7)]
    public void A_PCI_address_is_bus_device_and_function(string text, byte bus, byte device, byte function)
    {
        Assert.True(PciAddress.TryParse(text, out PciAddress address));
        Assert.Equal(new PciAddress(bus, device, function), address);
    }

    [Theory]
    [InlineData("0:0:0")]
    [InlineData("0.0:0")]
    [InlineData("0:20.0")]
    [InlineData("0:0.8")]
    [InlineData("0:0.00")]
    [InlineData("100:0.0")]
    [InlineData(" 0:0.0")]
    [InlineData("0:0.0\n")]
    public void Anything_else_is_no_PCI_address(string text) => Assert.False(PciAddress.TryParse(text, out _));

    [Theory]
    [InlineData("bufers", "buffers")]
    [InlineData("SERVER", "server")]
    [InlineData("cleint", "client")]
    [InlineData("sever", "server")]
    public void A_mistyped_name_is_recognised(string name, string meant) =>
        Assert.Equal(meant, Suggestion.Nearest(name, ["client", "server", "buffers"]));

    [Theory]
    [InlineData("filesystem")]
    [InlineData("x")]
    [InlineData("")]
    public void Another_name_is_not(string name) => Assert.Null(Suggestion.Nearest(name, ["client", "server", "y"]));

    [Fact]
    public void Of_two_equally_close_names_the_first_in_the_alphabet_is_suggested() =>
        Assert.Equal("bat", Suggestion.Nearest("xat", ["cat", "bat"]));

    [Fact]
    public void Very_long_names_are_not_compared() =>
        Assert.Null(Suggestion.Nearest(new string('a', 100_000), [new string('a', 100_001)]));

    [Fact]
    public void Elements_attributes_values_and_text_have_their_places()
    {
        DiagnosticList diagnostics = new();
        SourceElement root = SourceReader.Read(
            "<!-- one\n -->\n <system  first='1'\n   second = \"&lt;2\" >\n\n  text <child/></system>",
            diagnostics)!;

        Assert.Equal(new SourcePosition(3, 2), root.Position);
        Assert.Equal([new SourcePosition(3, 11), new(4, 4)], root.Attributes.Select(attribute => attribute.NamePosition));
        Assert.Equal([new SourcePosition(3, 18), new(4, 14)], root.Attributes.Select(attribute => attribute.ValuePosition));
        Assert.Equal("<2", root.Attributes[1].Value);
        Assert.Equal(("text", new SourcePosition(6, 3)), (root.Texts.Single().Text, root.Texts.Single().Position));
        Assert.Equal(new SourcePosition(6, 8), root.Children.Single().Position);
    }

    [Fact]
    public void Messages_come_in_the_order_of_the_file_and_once()
    {
        DiagnosticList diagnostics = new();
        diagnostics.Error(new SourcePosition(2, 1), "b", "x");
        diagnostics.Warning(new SourcePosition(1, 9), "c", "x");
        diagnostics.Error(new SourcePosition(2, 1), "a", "x");
        diagnostics.Error(new SourcePosition(2, 1), "b", "x");

        Assert.Equal(["1:9: warning: c; x", "2:1: error: a; x", "2:1: error: b; x"], diagnostics.InOrder().Select(item => item.ToString()));
    }

    [Fact]
    public void A_later_stage_is_silent_about_places_with_errors()
    {
        DiagnosticList diagnostics = new();
        diagnostics.Error(new SourcePosition(1, 1), "first", "x");
        diagnostics.Error(new SourcePosition(1, 1), "second", "x");
        diagnostics.Warning(new SourcePosition(2, 1), "third", "x");
        diagnostics.NextStage();
        diagnostics.Error(new SourcePosition(1, 1), "fourth", "x");
        diagnostics.Error(new SourcePosition(2, 1), "fifth", "x");

        Assert.Equal(["first", "second", "fifth", "third"], diagnostics.InOrder().Select(item => item.Problem));
    }
}
