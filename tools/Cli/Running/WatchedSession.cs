// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics;
using System.Runtime.InteropServices;
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Running;

/// <summary>
/// Nobody types: the system's output is shown until it says something, switches itself off, the time is over, or a signal ends it.
/// </summary>
internal static class WatchedSession
{
    private const int PollMilliseconds = 10;

    /// <summary>Runs; only a text that did not come in time, or QEMU's own failure, is one. Without seconds there is no limit.</summary>
    public static int Run(Session session, QemuMachine machine, double? seconds)
    {
        using var ending = new CancellationTokenSource();
        using var interrupt = EndOn(PosixSignal.SIGINT, ending);
        using var termination = EndOn(PosixSignal.SIGTERM, ending);
        using var output = Console.OpenStandardOutput();
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = machine, Kernel = session.Kernel, Module = session.Program, ExtraArguments = session.Extra, Copy = output,
            Limit = seconds is { } limit ? TimeSpan.FromSeconds(limit + 60) : TimeSpan.Zero,
        });
        var clock = Stopwatch.StartNew();
        while (!guest.HasEnded && !ending.IsCancellationRequested && !HasSaid(guest, session.Until)
            && !(clock.Elapsed.TotalSeconds > seconds))
        {
            ending.Token.WaitHandle.WaitOne(PollMilliseconds);
        }

        if (HasSaid(guest, session.Until))
        {
            return 0;
        }

        var isOver = !guest.HasEnded && !ending.IsCancellationRequested;
        if (session.Until is not null)
        {
            var what = guest.HasEnded ? "the system ended" : "a signal came";
            throw new Failure($"{(isOver ? $"{seconds} s passed" : what)} without \"{session.Until}\"");
        }

        if (isOver && session.Seconds is null)
        {
            Console.Error.WriteLine($"ended after {seconds} s, because nobody sits at a terminal; --seconds N for longer");
        }

        var exitCode = guest.HasEnded ? guest.WaitForExit() : 0;
        return exitCode == 0 ? 0 : throw new Failure($"QEMU ended with exit code {exitCode}: {guest.Complaints}");
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, CancellationTokenSource ending) => PosixSignalRegistration.Create(
        signal,
        context =>
        {
            context.Cancel = true;
            ending.Cancel();
        });

    private static bool HasSaid(Guest guest, string? text) =>
        text is not null && guest.Log.Contains(text, StringComparison.Ordinal);
}
