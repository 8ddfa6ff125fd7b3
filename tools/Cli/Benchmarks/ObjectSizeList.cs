// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text.RegularExpressions;

namespace Caprock.Tools.Cli.Benchmarks;

/// <summary>Sizes of kernel objects in a profile, as the C header generated from the ABI's source has them.</summary>
/// <param name="header">The header's text.</param>
internal sealed partial class ObjectSizeList(string header)
{
    private readonly Dictionary<string, int> bits = Definition().Matches(header)
        .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    /// <summary>Reads a profile's header.</summary>
    public static ObjectSizeList Load(string profile) => new(File.ReadAllText(
        Repository.Locate("abi", "Generated", char.ToUpperInvariant(profile[0]) + profile[1..], "caprock.h")));

    /// <summary>Bytes of an object, by its name in the header without prefix and suffix.</summary>
    public ulong BytesOf(string name) =>
        bits.TryGetValue(name, out var size) ? 1ul << size : throw new Failure($"the generated header has no seL4_{name}Bits");

    [GeneratedRegex(@"^#define seL4_(\w+)Bits ([0-9]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
