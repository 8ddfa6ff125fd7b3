// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Caprock.Tools.Emulator;

/// <summary>A running virtual machine with its serial line on our side: type, read, and look at its memory.</summary>
/// <remarks>QEMU runs below timeout(1), so it ends with its limit even when the test process is gone.</remarks>
public sealed class Guest : IDisposable
{
    private const ulong InterruptFlag = 1 << 9;
    private const double SecondsToListen = 60;

    private readonly Process process;
    private readonly DirectoryInfo folder;
    private readonly Stream? copy;
    private readonly StringBuilder log = new();
    private readonly StringBuilder complaints = new();
    private readonly Task reader;
    private int expectedUntil;

    private Guest(Process process, DirectoryInfo folder, Stream? copy)
    {
        this.copy = copy;
        this.process = process;
        this.folder = folder;
        reader = Task.Run(ReadSerialLine);
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Everything that has come over the serial line.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    /// <summary>Whether the virtual machine has ended and everything it said is in the log.</summary>
    public bool HasEnded => reader.IsCompleted;

    /// <summary>What QEMU itself complained about.</summary>
    public string Complaints => complaints.ToString().Trim();

    /// <summary>Where a debugger connects (gdb: target remote PATH).</summary>
    public string DebuggerSocket => Socket("gdb");

    private string MonitorSocket => Socket("qmp");

    /// <summary>Starts a virtual machine.</summary>
    public static Guest Start(GuestOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("caprock-guest-");
        var start = new ProcessStartInfo("timeout")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments(options, folder.FullName))
        {
            start.ArgumentList.Add(argument);
        }

        return new Guest(Process.Start(start)!, folder, options.Copy);
    }

    /// <summary>Types text.</summary>
    public void Send(string text)
    {
        process.StandardInput.BaseStream.Write(Encoding.Latin1.GetBytes(text));
        process.StandardInput.BaseStream.Flush();
    }

    /// <summary>Waits for text on the serial line behind what was expected before.</summary>
    public void Expect(string text, double seconds = 60) => ExpectMatch(Regex.Escape(text), seconds);

    /// <summary>Waits for a match on the serial line behind what was expected before, and returns it.</summary>
    public Match ExpectMatch(string pattern, double seconds = 60)
    {
        var expression = new Regex(pattern, RegexOptions.Singleline);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var hasEnded = reader.IsCompleted;
            var text = Log;
            var match = expression.Match(text, expectedUntil);
            if (match.Success)
            {
                expectedUntil = match.Index + match.Length;
                return match;
            }

            if (hasEnded || clock.Elapsed.TotalSeconds > seconds)
            {
                throw new GuestException(
                    $"{(hasEnded ? "The guest ended" : $"{seconds} s passed")} without \"{pattern}\" on the serial line, which said:"
                    + $"\n{text[..expectedUntil]}\n--- expected from here on ---\n{text[expectedUntil..]}\n{complaints}");
            }

            Thread.Sleep(5);
        }
    }

    /// <summary>Waits until QEMU ends by itself and returns its exit code.</summary>
    public int WaitForExit(double seconds = 60)
    {
        if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            throw new GuestException($"The guest still runs after {seconds} s. The serial line said:\n{Log}");
        }

        return process.ExitCode;
    }

    /// <summary>Reads eight bytes of physical memory.</summary>
    public ulong ReadPhysicalWord(ulong address)
    {
        using var monitor = new QemuMonitor(MonitorSocket);
        var answer = monitor.Human($"xp /1gx 0x{address:x}");
        return Convert.ToUInt64(answer.Split(':')[1].Trim()[2..], 16);
    }

    /// <summary>What QEMU's monitor answers to a command for people.</summary>
    public string AskMonitor(string command)
    {
        using var monitor = new QemuMonitor(MonitorSocket);
        return monitor.Human(command);
    }

    /// <summary>Whether the processor has stopped to wait for an interrupt, with interrupts off.</summary>
    public bool IsHalted()
    {
        using var monitor = new QemuMonitor(MonitorSocket);
        var registers = monitor.Human("info registers");
        var flags = Regex.Match(registers, "[ER]FL=([0-9a-f]+)").Groups[1].Value;
        return registers.Contains("HLT=1", StringComparison.Ordinal) && (Convert.ToUInt64(flags, 16) & InterruptFlag) == 0;
    }

    /// <summary>The physical address of the root page table in use. Source: Intel SDM 3A, 2.5 (CR3).</summary>
    public ulong ReadPageTableRoot()
    {
        var root = Regex.Match(AskMonitor("info registers"), "CR3=([0-9a-f]+)").Groups[1].Value;
        return Convert.ToUInt64(root, 16) & ~0xffful;
    }

    /// <summary>Ends the virtual machine.</summary>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
        folder.Delete(recursive: true);
    }

    /// <summary>The arguments of timeout(1) for a guest.</summary>
    internal static IEnumerable<string> Arguments(GuestOptions options, string folder)
    {
        string[] command =
        [
            "-k", "5", $"{(int)options.Limit.TotalSeconds}", "qemu-system-x86_64",
            "-serial", "stdio", "-monitor", "none", "-qmp", $"unix:{folder}/qmp,server=on,wait=off",
        ];
        IEnumerable<string> loaded = options switch
        {
            { Disc: { } disc } => ["-cdrom", disc, "-boot", "d"],
            { Module: { } module } => ["-kernel", options.Kernel!, "-initrd", module],
            _ => ["-kernel", options.Kernel!],
        };
        IEnumerable<string> debugger = options.WaitsForDebugger
            ? ["-S", "-chardev", $"socket,path={folder}/gdb,server=on,wait=off,id=gdb", "-gdb", "chardev:gdb"]
            : [];
        return [.. command, .. options.Machine.Arguments(), .. loaded, .. debugger, .. options.ExtraArguments];
    }

    /// <summary>A socket that QEMU listens on, once it does: it makes them before the guest's first instruction.</summary>
    private string Socket(string name)
    {
        var path = Path.Combine(folder.FullName, name);
        var clock = Stopwatch.StartNew();
        while (!File.Exists(path))
        {
            if (clock.Elapsed.TotalSeconds > SecondsToListen || process.HasExited)
            {
                throw new GuestException($"QEMU does not listen on {name}.\n{complaints}");
            }

            Thread.Sleep(5);
        }

        return path;
    }

    private void ReadSerialLine()
    {
        var buffer = new byte[4096];
        int count;
        while ((count = process.StandardOutput.BaseStream.Read(buffer)) > 0)
        {
            copy?.Write(buffer, 0, count);
            copy?.Flush();
            lock (log)
            {
                log.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
    }
}
