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

    [Fact]
    public void Timeouts_of_several_clients_pass_in_order_and_none_too_early()
    {
        using var guest = Guest.Start(Systems.Described("timeouts"));

        guest.Expect("sleeper: 63 timeouts wait\n");
        guest.Expect("sleeper: 63 timeouts in order\nsleeper: none too early\n");
        guest.Expect("metronome: 1 s\n");
        guest.Expect("metronome: 2 s\n");
    }

    [Theory]
    [InlineData("pc")]
    [InlineData("q35")]
    public void A_device_answers_and_interrupts_where_the_description_has_it(string board)
    {
        var options = Systems.Described("pci-device", QemuMachine.Benchmark with { Board = board });
        using var guest = Guest.Start(options with { ExtraArguments = ["-device", "edu,addr=10"] });

        guest.Expect("pci: 00:10.0 1234:11e8 class 00ff00\n");
        guest.Expect("edu: the device is alive\n");
        guest.Expect("edu: 1! = 1\n");
        guest.Expect("edu: 10! = 3628800\n");
    }

    [Fact]
    public void A_driver_whose_device_is_not_there_is_told()
    {
        using var guest = Guest.Start(Systems.Described("pci-device"));

        guest.Expect("edu: there is no such device at 0:10.0\n");
    }

    private static Guest SerialEcho()
    {
        var guest = Guest.Start(Systems.Described("serial-echo"));
        guest.ExpectMatch("\\[alice\\] ready|\\[bob\\] ready");
        guest.ExpectMatch("\\] ready[^\n]*\n");
        return guest;
    }
}
