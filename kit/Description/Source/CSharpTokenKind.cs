// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Source;

/// <summary>Kinds of tokens.</summary>
internal enum CSharpTokenKind
{
    /// <summary>There are no more.</summary>
    End,

    /// <summary>A word, with dots.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string.</summary>
    String,

    /// <summary>A single letter that is none of these.</summary>
    Sign,
}
