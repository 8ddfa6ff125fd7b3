// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Harness;

namespace Caprock.Tests.Conformance.Host;

/// <summary>What a profile has, and the numbers it gives to invocations and system calls, read from what the generator wrote.</summary>
internal static class Features
{
    /// <summary>Whether a profile defines a symbol.</summary>
    public static bool Has(string profile, string symbol) =>
        Read(profile, "profile.props").Split(';', '<', '>').Contains(symbol);

    /// <summary>Name of an invocation of a profile.</summary>
    public static string InvocationName(string profile, int label) => NameOf(profile, "InvocationLabel.cs", label);

    /// <summary>Name of a system call of a profile.</summary>
    public static string CallName(string profile, int number) => NameOf(profile, "SystemCall.cs", number);

    private static string NameOf(string profile, string file, int number)
    {
        var ending = $" = {number},";
        return Read(profile, file).Split('\n').Select(line => line.Trim()).Where(line => line.EndsWith(ending, StringComparison.Ordinal))
            .Select(line => line[..^ending.Length]).FirstOrDefault($"number {number}");
    }

    private static string Read(string profile, string file) =>
        File.ReadAllText(Path.Combine(BuildOutput.Root, "abi", "Generated", profile, file));
}
