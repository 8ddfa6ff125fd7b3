// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>The calculator as its user meets it, on the serial line.</summary>
public sealed class CalculatorTests
{
    [Fact]
    public void A_person_types_an_expression_and_reads_its_value()
    {
        using var guest = AtPrompt();

        Assert.Equal("84", guest.Ask("12*(3+4)"));
        Assert.Equal("-7", guest.Ask("1-2*4"));
    }

    [Theory]
    [InlineData("1/0", "error: division by zero at column 2")]
    [InlineData("2+", "error: the expression ends too early at column 3")]
    [InlineData("2 $ 3", "error: .* at column 3")]
    [InlineData("9223372036854775807+1", "error: .*")]
    public void A_mistake_is_answered_with_its_kind_and_column(string line, string answer)
    {
        using var guest = AtPrompt();

        Assert.Matches($"^{answer}$", guest.Ask(line));
        Assert.Equal("3", guest.Ask("1+2"));
    }

    [Fact]
    public void A_line_of_ten_thousand_characters_is_refused_without_harm()
    {
        using var guest = AtPrompt();

        guest.Send(new string('1', 10_000) + "\n");

        guest.Expect("error: a line may have 256 characters at most");
        guest.Expect(Systems.Prompt);
        Assert.Equal("84", guest.Ask("12*(3+4)"));
    }

    [Fact]
    public void Each_crash_of_the_clumsy_component_is_reported_and_it_is_restarted()
    {
        using var guest = Guest.Start(Systems.Calculator());

        guest.Expect("clumsy stopped: write to 0x0, where nothing is mapped");
        guest.ExpectMatch("rip 0x30000[0-9a-f]{3} ");
        guest.Expect("clumsy is started anew");
        guest.ExpectMatch("clumsy stopped: read of 0xffffffff8[0-9a-f]{7}, which it may not");
        guest.Expect("clumsy is started anew");
        guest.Expect("clumsy stopped: exception 13 (general protection");
        guest.Expect("clumsy is started anew");
        guest.Expect(Systems.Prompt);

        Assert.Equal("84", guest.Ask("12*(3+4)"));
        Assert.DoesNotContain("stays stopped", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_the_input_switches_the_machine_off()
    {
        using var guest = AtPrompt();
        Assert.Equal("2", guest.Ask("1+1"));

        guest.Send("\u0004");

        Assert.Equal(0, guest.WaitForExit());
    }

    [Fact]
    public void Keys_that_edit_the_line_edit_it()
    {
        using var guest = AtPrompt();

        guest.Send("12*(3+5\u007f4)\n");

        guest.ExpectMatch("\r\n84\r\n");
    }

    private static Guest AtPrompt()
    {
        var guest = Guest.Start(Systems.Calculator());
        guest.ExpectMatch(Systems.LastLife);
        return guest;
    }
}
