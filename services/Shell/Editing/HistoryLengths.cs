// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Editing;

/// <summary>Lengths of the lines of a history.</summary>
[InlineArray(HistoryLines.Count)]
internal struct HistoryLengths
{
    private byte first;
}
