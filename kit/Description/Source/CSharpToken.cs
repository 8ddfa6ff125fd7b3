// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>A word, number, string or sign of a description in C#.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says: a string without its quotes, a number without its suffix.</param>
/// <param name="Position">Where it is; of a string, behind the quote.</param>
internal readonly record struct CSharpToken(CSharpTokenKind Kind, string Text, SourcePosition Position)
{
    /// <summary>Whether it is a sign.</summary>
    public bool Is(char sign) => Kind == CSharpTokenKind.Sign && Text.Length == 1 && Text[0] == sign;

    /// <summary>Whether it is a word.</summary>
    public bool Is(string word) => Kind == CSharpTokenKind.Word && Text == word;
}
