// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>An error of an invocation.</summary>
/// <param name="Error">The error.</param>
/// <param name="Condition">When it is the answer.</param>
public sealed record Refusal(string Error, string Condition);
