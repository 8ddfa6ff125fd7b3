// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tools.Cli;

/// <summary>Something went wrong that the person can mend; the message says what and how.</summary>
internal sealed class Failure(string message) : Exception(message)
{
    /// <summary>Runs a verb and turns a failure into its message and exit code 1.</summary>
    public static int Report(Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (Exception failure) when (failure is Failure or GuestException or HostToolException)
        {
            Console.Error.WriteLine($"caprock: {failure.Message}");
            return 1;
        }
    }
}
