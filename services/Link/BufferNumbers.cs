// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Link;

/// <summary>Numbers of buffers.</summary>
[InlineArray(BufferSet.MostBuffers)]
internal struct BufferNumbers
{
    private ushort first;
}
