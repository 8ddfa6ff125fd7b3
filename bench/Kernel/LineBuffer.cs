// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Bench.Kernel;

/// <summary>Room for a line of output.</summary>
[InlineArray(128)]
internal struct LineBuffer
{
    private byte first;
}
