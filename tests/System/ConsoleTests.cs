// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.System;

/// <summary>The console shell of examples/console, typed at over the serial line.</summary>
public sealed class ConsoleTests : IDisposable
{
    private const string Prompt = "\r> \u001b[K";
    private const int GarbageSeed = 5;
    private const int GarbageBytes = 4000;
    private const byte SwitchKey = 0x1d;

    private readonly string disk = Path.GetTempFileName();

    private IReadOnlyList<string> Devices =>
    [
        "-netdev", "user,id=n0", "-device", "virtio-net-pci,netdev=n0,addr=11",
        .. GuestDrive.Attach(disk, "virtio-blk-pci,addr=12"),
    ];

    [Fact]
    public void Commands_tell_of_components_memory_queues_and_files()
    {
        using var guest = Boot();

        Type(guest, "ps");
        guest.ExpectMatch("\npci +waits +200 +1000/1000 +[0-9]+\\.[0-9]{3} +[0-9]+ +0\r\n");
        guest.ExpectMatch("\ncounter +(waits|runs|calls) +60 +2000/10000 ");
        guest.ExpectMatch("\nshell +calls +110 ");
        Type(guest, "caps timer");
        guest.Expect("notification of counter: signal, badge 0x1\r");
        guest.ExpectMatch("\n +[0-9]+  interrupt, vector 2\r\n");
        guest.Expect("memory region hpet_registers, 4 KiB at 0x20000000: rw\r\n");
        Type(guest, "mem");
        guest.ExpectMatch("[0-9]{6} KiB of memory, [0-9]{6} of it free");
        guest.ExpectMatch("\nfile_data +128  0x10100000  partitions r, fat rw, shell rw\r\n");
        Type(guest, "net");
        guest.ExpectMatch("\nreceive_queue +[0-9]+ +[0-9]+ +[0-9]+ +[0-9]+ +256\r\n");
        Type(guest, "ls");
        guest.ExpectMatch(" +[0-9-]+ [0-9:]+ +notes/\r\n");
        guest.ExpectMatch(" 151 +[0-9-]+ [0-9:]+ +welcome.txt\r\n");
        Type(guest, "cat nothing");
        guest.Expect("nothing: there is no such file or directory\r\n");
        Type(guest, "trace fat");
        guest.Expect("monitor: fat is at 0x");
        guest.Expect("at Caprock.Kit.Components.EventLoop.Run<FatServer>");
    }

    [Fact]
    public void Words_are_completed_and_lines_come_back()
    {
        using var guest = Boot();

        guest.Send("cat no\t");
        guest.Expect("cat notes/");
        guest.Send("fi\t");
        guest.Expect("first\\ note.txt ");
        guest.Send("\r");
        guest.Expect("\nOne note.\r\n");
        guest.Expect(Prompt);
        guest.Send("tra\tcou\t\r");
        guest.Expect("trace counter \r\n");
        guest.Expect("monitor: counter is at 0x");
        guest.Send("\u001b[A\u001b[A\r");
        guest.Expect("\nOne note.\r\n");
        guest.Send("trace \t");
        guest.ExpectMatch("\r\npci  timer  power  uart [^\n]*shell  \r\n");
    }

    [Fact]
    public void A_component_is_stopped_and_started_anew_and_the_others_go_on()
    {
        using var guest = Boot();

        Type(guest, "kill counter");
        guest.Expect("monitor: counter is stopped for shell\r\n");
        Type(guest, "ps");
        guest.ExpectMatch("\ncounter +stopped +60 .* 0\r\n");
        Type(guest, "restart counter");
        guest.Expect("monitor: counter is started anew\r\n");
        Type(guest, "ps");
        guest.ExpectMatch("\ncounter +(waits|runs|calls) +60 [^\n]* 1\r\n");

        Type(guest, "kill fat");
        guest.Expect("monitor: fat is stopped for shell\r\n");
        guest.Send("ls\r");
        guest.Expect("ls\r\n");
        guest.Send("\u0003");
        guest.Expect("^C\r\n");
        Type(guest, "restart fat");
        guest.Expect("monitor: fat is started anew\r\n");
        Type(guest, "ls");
        guest.ExpectMatch(" 151 +[0-9-]+ [0-9:]+ +welcome.txt\r\n");

        Type(guest, "restart timer");
        guest.Expect("nobody has kept what timer began with: it has no restart policy\r\n");
        Type(guest, "kill shell");
        guest.Expect("that is this shell; nobody could start it anew\r\n");
        Type(guest, "restart shell");
        guest.Expect("Caprock console; 'help' lists the commands\r\n");
        Type(guest, "ps");
        guest.ExpectMatch("\nshell +calls +110 [^\n]* 1\r\n");
    }

    [Fact]
    public void What_makes_no_sense_is_told()
    {
        using var guest = Boot();

        Type(guest, "frobnicate");
        guest.Expect("there is no command 'frobnicate'; 'help' lists them\r\n");
        Type(guest, "kill nobody");
        guest.Expect("there is no component 'nobody'; 'ps' lists them\r\n");
        Type(guest, "caps");
        guest.Expect("it is written: caps NAME");
        Type(guest, "cat \"notes");
        guest.Expect("a quotation mark or a backslash has nothing behind it\r\n");
    }

    [Fact]
    public void Garbage_and_long_lines_break_nothing()
    {
        using var guest = Boot();
        var random = new Random(GarbageSeed);
        var garbage = new byte[GarbageBytes];
        random.NextBytes(garbage);
        for (var i = 0; i < garbage.Length; i++)
        {
            // The key that gives the input to somebody else is the virtualiser's, not the shell's.
            garbage[i] = garbage[i] == SwitchKey ? (byte)'x' : garbage[i];
        }

        foreach (var piece in garbage.Chunk(100))
        {
            guest.Send(global::System.Text.Encoding.Latin1.GetString(piece));
            Thread.Sleep(10);
        }

        guest.Send($"\u0003{new string('y', 1000)}\r");
        guest.Expect("there is no command 'yyyy");
        Type(guest, "kill counter");
        guest.Expect("monitor: counter is stopped for shell\r\n");
        Assert.DoesNotContain("shell stopped:", guest.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shell_that_may_only_look_stops_nobody()
    {
        var text = File.ReadAllText(Path.Combine(BuildOutput.Root, "examples", "console", "console.system"));
        using var system = new DescribedSystem(
            text.Replace("<monitor_control />", "<monitor_control change=\"false\" />", StringComparison.Ordinal),
            [
                "pci", "hpet", "uart16550", "serial_transmit", "serial_receive", "virtio_blk", "block_virtualiser", "virtio_net",
                "net_transmit", "net_receive", "net_copy", "fat_server", "shell", "udp_echo", "power", "counter",
            ],
            []);
        MakeDisk();
        using var guest = system.Boot(Devices);
        ExpectAll(guest);

        Type(guest, "kill counter");
        guest.Expect("the description does not let this shell stop or start components\r\n");
        Type(guest, "restart echo");
        guest.Expect("the description does not let this shell stop or start components\r\n");
        Type(guest, "ps");
        guest.ExpectMatch("\necho +(waits|runs|calls) +100 [^\n]* 0\r\n");
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(disk);

    /// <summary>Types a line. What others write may stand in its echo, so that is not waited for.</summary>
    private static void Type(Guest guest, string line) => guest.Send(line + "\r");

    private static void ExpectAll(Guest guest)
    {
        // The others' lines on the debug console come in any order, and between the shell's.
        string[] first = ["fat_server: the volume is there\n", "echo: has an address\n", Prompt];
        var isThere = SpinWait.SpinUntil(
            () => Array.TrueForAll(first, text => guest.Log.Contains(text, StringComparison.Ordinal)), TimeSpan.FromSeconds(60));
        Assert.True(isThere, guest.Log);
        guest.Expect(Prompt);
    }

    private void MakeDisk() =>
        new GuestDrive("data", 16, "virtio-blk-pci", Path.Combine(BuildOutput.Root, "examples", "console", "content"))
            .Prepare(disk, isFresh: true);

    private Guest Boot()
    {
        MakeDisk();
        var guest = Guest.Start(Systems.Described("console") with { ExtraArguments = Devices });
        ExpectAll(guest);
        return guest;
    }
}
