// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>Calls what does not exist.</summary>
internal static class Missing
{
    [RuntimeExport("_start")]
    private static void Main() => Nobody();

    [RuntimeImport("nobody_defines_this")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Nobody();
}
