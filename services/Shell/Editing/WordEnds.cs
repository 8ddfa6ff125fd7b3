// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Editing;

/// <summary>Where the words of a line end.</summary>
[InlineArray(Count)]
internal struct WordEnds
{
    /// <summary>How many.</summary>
    public const int Count = 4;

    private byte first;
}
