// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>A runtime routine that freestanding code must not need.</summary>
/// <param name="Name">Symbol, or the start of it when <paramref name="Match"/> says so.</param>
/// <param name="Match">How the name is compared.</param>
/// <param name="Cause">The C# construct that needs it and what to write instead.</param>
public sealed record RuntimeHelper(string Name, RuntimeHelperMatch Match, string Cause)
{
    /// <summary>Whether a symbol is this helper.</summary>
    public bool Is(string symbol) => Match switch
    {
        RuntimeHelperMatch.Exact => symbol == Name,
        RuntimeHelperMatch.Prefix => symbol.StartsWith(Name, StringComparison.Ordinal),
        _ => symbol.Contains(Name, StringComparison.Ordinal),
    };
}
