// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Calculator;

/// <summary>Room for the text of a report.</summary>
[InlineArray(TextMessage.MaximumLength)]
internal struct ReportBuffer
{
    private byte first;
}
