// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Editing;

/// <summary>Room for the lines of a history.</summary>
[InlineArray(Count)]
internal struct HistoryLines
{
    /// <summary>How many.</summary>
    public const int Count = 16;

    private LineText first;
}
