// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;

namespace Caprock.Tools.Emulator;

/// <summary>Runs a guest to its end and tells the address of every instruction that it executes in a range.</summary>
/// <remarks>QEMU translates one instruction at a time and writes a line for each that it begins (-d exec). So the sequence is exact,
/// whatever raised an exception or was interrupted. A repeated string instruction comes once for each repetition, and one that reads or
/// writes a device comes twice, because QEMU begins it anew.</remarks>
public static class ExecutionTrace
{
    private const int AddressDigits = 16;

    /// <summary>Runs a guest until QEMU ends.</summary>
    /// <param name="options">What is booted.</param>
    /// <param name="start">First address of the range.</param>
    /// <param name="length">Bytes of the range.</param>
    /// <param name="visit">Told each address.</param>
    /// <returns>What the guest wrote to its serial line.</returns>
    public static string Run(GuestOptions options, ulong start, ulong length, Action<ulong> visit)
    {
        var folder = Directory.CreateTempSubdirectory("caprock-trace-");
        try
        {
            string[] tracing = ["-singlestep", "-d", "exec,nochain", "-dfilter", $"0x{start:x}+0x{length:x}"];
            var arguments = Guest.Arguments(options with { ExtraArguments = [.. options.ExtraArguments, .. tracing] }, folder.FullName);
            var information = new ProcessStartInfo("timeout") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments)
            {
                information.ArgumentList.Add(argument);
            }

            using var process = Process.Start(information)!;
            var log = process.StandardOutput.ReadToEndAsync();
            Read(process.StandardError.BaseStream, visit);
            process.WaitForExit();
            return log.Result;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads lines such as "Trace 0: 0x7f00 [0000000000000000/ffffffff80102000/1040c2b0/ff020201] name".</summary>
    /// <param name="stream">The lines; others are skipped.</param>
    /// <param name="visit">Told the second number in brackets of each.</param>
    public static void Read(Stream stream, Action<ulong> visit)
    {
        var buffer = new byte[1 << 16];
        var line = new byte[256];
        var used = 0;
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            foreach (var value in buffer.AsSpan(0, count))
            {
                if (value != '\n')
                {
                    line[used] = value;
                    used = Math.Min(used + 1, line.Length - 1);
                    continue;
                }

                Take(line.AsSpan(0, used), visit);
                used = 0;
            }
        }
    }

    private static void Take(ReadOnlySpan<byte> line, Action<ulong> visit)
    {
        var bracket = line.IndexOf((byte)'[');
        var slash = bracket < 0 ? -1 : line[bracket..].IndexOf((byte)'/');
        if (slash < 0 || !line.StartsWith("Trace "u8) || line.Length < bracket + slash + 1 + AddressDigits)
        {
            return;
        }

        ulong address = 0;
        foreach (var digit in line.Slice(bracket + slash + 1, AddressDigits))
        {
            address = (address << 4) | (uint)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        visit(address);
    }
}
