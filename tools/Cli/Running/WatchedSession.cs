// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli.Running;

/// <summary>Nobody types: the system's output is shown until it says something, switches itself off, or the time is over.</summary>
internal static class WatchedSession
{
    private const int PollMilliseconds = 10;

    /// <summary>Runs; only a text that did not come in time, or QEMU's own failure, is one.</summary>
    public static int Run(Session session, QemuMachine machine, double seconds)
    {
        using var output = Console.OpenStandardOutput();
        using var guest = Guest.Start(new GuestOptions
        {
            Machine = machine, Kernel = session.Kernel, Module = session.Program, ExtraArguments = session.Extra, Copy = output,
            Limit = TimeSpan.FromSeconds(seconds + 60),
        });
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (!guest.HasEnded && DateTime.UtcNow < end && !HasSaid(guest, session.Until))
        {
            Thread.Sleep(PollMilliseconds);
        }

        if (HasSaid(guest, session.Until))
        {
            return 0;
        }

        if (session.Until is not null)
        {
            throw new Failure($"{(guest.HasEnded ? "the system ended" : $"{seconds} s passed")} without \"{session.Until}\"");
        }

        var exitCode = guest.HasEnded ? guest.WaitForExit() : 0;
        return exitCode == 0 ? 0 : throw new Failure($"QEMU ended with exit code {exitCode}: {guest.Complaints}");
    }

    private static bool HasSaid(Guest guest, string? text) =>
        text is not null && guest.Log.Contains(text, StringComparison.Ordinal);
}
