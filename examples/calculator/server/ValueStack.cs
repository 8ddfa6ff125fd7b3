// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Calculator;

/// <summary>Values waiting for their operator.</summary>
[InlineArray(128)]
internal struct ValueStack
{
    private long first;
}
