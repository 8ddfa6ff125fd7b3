// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Kit.Network;

/// <summary>Bytes that are about to be sent.</summary>
[InlineArray(1024)]
internal struct PieceBuffer
{
    private byte first;
}
