// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Bench.Framework;

/// <summary>Room for a number.</summary>
[InlineArray(24)]
internal struct NumberBuffer
{
    private byte first;
}
