// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>What every image has to export.</summary>
internal static unsafe class Ends
{
    [RuntimeExport("corelib_panic")]
    private static void Panic(byte* text, ulong length)
    {
        while (true)
        {
        }
    }
}
