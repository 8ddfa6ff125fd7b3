// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>A component that carries another one.</summary>
internal static unsafe class Program
{
    [RuntimeExport("_start")]
    private static void Main()
    {
        var image = new ReadOnlySpan<byte>(First(), (int)(End() - First()));
        while (image[1] == 'E')
        {
        }
    }

    [RuntimeExport("corelib_panic")]
    private static void Panic(byte* text, ulong length)
    {
        while (true)
        {
        }
    }

    [RuntimeImport("component_first")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* First();

    [RuntimeImport("component_end")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern byte* End();
}
