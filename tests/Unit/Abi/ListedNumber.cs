// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Abi;

/// <summary>A number of a list.</summary>
/// <param name="Name">C name.</param>
/// <param name="Value">The number.</param>
public sealed record ListedNumber(string Name, long Value);
