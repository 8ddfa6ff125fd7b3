// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;
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
            guest.Send($"{Text(line)}\r");
            if (line % 10 == 9)
            {
                guest.Expect($"[alice] {Text(line)}\r\n");
            }
        }

        var all = string.Concat(Enumerable.Range(0, 300).Select(line => $"[alice] {Text(line)}\r\n"));
        Assert.Contains(all, guest.Log, StringComparison.Ordinal);

        static string Text(int line) => $"line {line} of a text that fills every queue on its way more than once";
    }

    [Theory]
    [InlineData("pc")]
    [InlineData("q35")]
    public void Timeouts_of_several_clients_pass_in_order_and_none_too_early(string board)
    {
        using var guest = Guest.Start(Systems.Described("timeouts", QemuMachine.Benchmark with { Board = board }));

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

    [Theory]
    [InlineData("pc", "")]
    [InlineData("q35", ",disable-legacy=on")]
    public void Every_frame_of_two_clients_of_a_network_card_is_answered(string board, string options)
    {
        var system = Systems.Described("gateway", QemuMachine.Benchmark with { Board = board });
        using var guest = Guest.Start(system with
        {
            ExtraArguments = ["-netdev", "user,id=n0", "-device", $"virtio-net-pci,netdev=n0,addr=11{options}"],
        });

        guest.Expect("finder1: 10.0.2.2 is at 52:55:0a:00:02:02\n");
        guest.Expect("finder1: 10000 questions, 10000 answers\n");
        ExpectBetweenLinesOfTheOther(guest, "finder0: 10.0.2.2 is at 52:55:0a:00:02:02\n");
        ExpectBetweenLinesOfTheOther(guest, "finder0: 10000 questions, 10000 answers\n");
    }

    [Fact]
    public void A_client_that_writes_garbage_into_its_serial_queues_harms_nobody_else()
    {
        using var guest = Guest.Start(Systems.Described("serial-vandal"));

        guest.ExpectMatch("vandal: spoilt.*vandal: spoilt", 40);
        for (var line = 0; line < 5; line++)
        {
            guest.Send($"line {line} of the other client\r");
            guest.Expect($"[alice] line {line} of the other client\r\n", 40);
        }

        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_writes_garbage_into_its_network_queues_harms_nobody_else()
    {
        using var guest = Guest.Start(Systems.Described("network-vandal") with
        {
            ExtraArguments = ["-netdev", "user,id=n0", "-device", "virtio-net-pci,netdev=n0,addr=11"],
        });

        guest.ExpectMatch("vandal: spoilt.*vandal: spoilt", 40);
        Assert.True(SpinWait.SpinUntil(
            () => guest.Log.Contains("finder0: 10000 questions, 10000 answers\n", StringComparison.Ordinal), TimeSpan.FromSeconds(40)));
        Assert.DoesNotContain("monitor:", guest.Log, StringComparison.Ordinal);
    }

    /// <summary>The second has the higher priority, so its lines are whole, and may stand within one of the first's.</summary>
    private static void ExpectBetweenLinesOfTheOther(Guest guest, string text)
    {
        var found = SpinWait.SpinUntil(
            () => Regex.Replace(guest.Log, "finder1: [^\n]*\n", "").Contains(text, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        Assert.True(found, guest.Log);
    }

    private static Guest SerialEcho()
    {
        var guest = Guest.Start(Systems.Described("serial-echo"));
        guest.ExpectMatch("\\[alice\\] ready|\\[bob\\] ready");
        guest.ExpectMatch("\\] ready[^\n]*\n");
        return guest;
    }
}
