// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Bench.Network.Host;

/// <summary>Measures what packets and requests cost, and writes the figures as JSON.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            var settings = Settings.Read(arguments);
            if (settings.LongCount != 0)
            {
                LongRun.Run(settings.LongCount);
            }
            else if (settings.IsOffload)
            {
                OffloadRun.Run(settings.HasLinux);
            }
            else if (settings.Profile is { } file)
            {
                Profile.Write(file, settings.ProfiledRow);
            }
            else
            {
                RowFile.Write(settings.Json, Comparison.Measure(settings));
            }

            return 0;
        }
        catch (Exception problem) when (problem is BenchException or HostToolException)
        {
            Console.Error.WriteLine($"network bench: {problem.Message}");
            return 1;
        }
    }
}
