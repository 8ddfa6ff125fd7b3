// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Components;

/// <summary>What each bit of a badge means.</summary>
[InlineArray(64)]
internal struct DirectEvents
{
    private DirectEvent first;
}
