// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Bench.Kernel;

/// <summary>The threads of the growth measurements.</summary>
[InlineArray(4096)]
internal struct Actors
{
    private Actor first;
}
