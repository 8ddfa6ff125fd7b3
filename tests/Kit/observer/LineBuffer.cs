// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Kit;

/// <summary>Room for a line.</summary>
[InlineArray(120)]
internal struct LineBuffer
{
    private byte first;
}
