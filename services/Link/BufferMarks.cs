// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Link;

/// <summary>A bit for each buffer.</summary>
[InlineArray(BufferSet.MostBuffers / 64)]
internal struct BufferMarks
{
    private ulong first;
}
