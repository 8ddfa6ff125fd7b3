// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Calculator;

/// <summary>Operators waiting for their right operand.</summary>
[InlineArray(128)]
internal struct OperatorStack
{
    private int first;
}
