// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>What every part of the interface has: a name, documentation, names in C and the feature it needs.</summary>
/// <param name="Name">C# name.</param>
/// <param name="Summary">What it is, as plain text.</param>
/// <param name="Remarks">What else is to be known, as plain text.</param>
/// <param name="CNames">Names in libsel4.</param>
/// <param name="Feature">Feature without which it does not exist, null when it always does.</param>
public sealed record Named(string Name, string Summary, string Remarks, IReadOnlyList<string> CNames, string? Feature);
