// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Robustness;

/// <summary>A quarter of a megabyte.</summary>
[InlineArray(32768)]
internal struct Memory
{
    private ulong first;
}
