// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Calculator;

/// <summary>Text of the expression being evaluated.</summary>
[InlineArray(TextMessage.MaximumLength)]
internal struct ExpressionText
{
    private byte first;
}
