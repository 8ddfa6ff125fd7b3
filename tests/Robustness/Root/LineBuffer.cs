// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Robustness;

/// <summary>Room for a line.</summary>
[InlineArray(256)]
internal struct LineBuffer
{
    private byte first;
}
