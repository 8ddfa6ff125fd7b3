// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Monitor;

/// <summary>Room for a line of text.</summary>
[InlineArray(240)]
internal struct LineBuffer
{
    private byte first;
}
