// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Room for a part of a line.</summary>
[InlineArray(256)]
internal struct LineBuffer
{
    private byte first;
}
