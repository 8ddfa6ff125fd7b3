// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>Drivers and virtualisers of drivers/, in systems of examples/, with QEMU's devices.</summary>
public sealed class DeviceTests
{
    private const string Switch = "\u001d";

    [Fact]
    public void What_is_typed_goes_to_the_client_that_has_the_input()
    {
        using var guest = SerialEcho();

        guest.Send("to the first\r");
        guest.Expect("[alice] to the first\r\n");
        guest.Send($"{Switch}1");
        guest.Expect("[input] input goes to bob\r\n");
        guest.Send("to the second\r");
        guest.Expect("[bob] to the second\r\n");
        guest.Send($"{Switch}n");
        guest.Expect("[input] input goes to alice\r\n");
        guest.Send($"{Switch}{Switch}\r");
        guest.Expect($"[alice] {Switch}\r\n");
    }

    [Fact]
    public void A_key_for_no_client_leaves_the_input_where_it_was()
    {
        using var guest = SerialEcho();

        guest.Send($"{Switch}2");
        guest.Expect("[input] there is no such client; input stays with alice\r\n");
        guest.Send("still here\r");

        guest.Expect("[alice] still here\r\n");
    }

    [Fact]
    public void A_long_text_comes_back_whole_and_in_order()
    {
        using var guest = SerialEcho();

        for (var line = 0; line < 300; line++)
        {
            guest.Send($"line {line} of a text that fills every queue on its way more than once\r");
            if (line % 10 == 9)
            {
                guest.Expect($"[alice] line {line} of a text that fills every queue on its way more than once\r\n");
            }
        }

        var log = guest.Log;
        Assert.All(
            Enumerable.Range(0, 300),
            line => Assert.Contains($"[alice] line {line} of a text that fills every queue on its way more than once\r\n", log, StringComparison.Ordinal));
    }

    private static Guest SerialEcho()
    {
        var guest = Guest.Start(Systems.Described("serial-echo"));
        guest.ExpectMatch("\\[alice\\] ready|\\[bob\\] ready");
        guest.ExpectMatch("\\] ready[^\n]*\n");
        return guest;
    }
}
