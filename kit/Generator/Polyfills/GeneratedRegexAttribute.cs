// SPDX-License-Identifier: BSD-2-Clause
namespace System.Text.RegularExpressions;

/// <summary>Marks methods whose expression is compiled ahead elsewhere; on this framework it is made when it is first used.</summary>
/// <param name="pattern">The expression.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GeneratedRegexAttribute(string pattern) : Attribute
{
    /// <summary>The expression.</summary>
    public string Pattern { get; } = pattern;
}
