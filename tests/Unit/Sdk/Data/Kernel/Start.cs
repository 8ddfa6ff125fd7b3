// SPDX-License-Identifier: BSD-2-Clause
using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Unit.Sdk.Data;

/// <summary>A kernel that checks the core library, says on QEMU's debug port what is wrong, and ends with the number of faults.</summary>
internal static unsafe class Start
{
    private static ulong s_faults;
    private static ulong s_checks;

    /// <summary>Counts a check, and prints its name if it does not hold.</summary>
    public static void Check(bool holds, ReadOnlySpan<byte> name)
    {
        s_checks++;
        if (!holds)
        {
            s_faults++;
            Print(name);
            Print(" is wrong\n"u8);
        }
    }

    [RuntimeExport("kernel_main")]
    private static void Main()
    {
        NumberChecks.Run();
        SpanChecks.Run();
        SynchronisationChecks.Run();
        Print(s_checks > 40 ? "all checks ran\n"u8 : "checks are missing\n"u8);
        Exit(s_faults);
    }

    [RuntimeExport("corelib_panic")]
    private static void Panic(byte* text, ulong length)
    {
        // Without spans: their checks would come back here.
        for (ulong i = 0; i < length; i++)
        {
            Out(0xe9, text[i]);
        }

        Exit(100);
        while (true)
        {
        }
    }

    private static void Print(ReadOnlySpan<byte> text)
    {
        foreach (byte letter in text)
        {
            Out(0xe9, letter);
        }
    }

    [RuntimeImport("out_byte")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Out(ushort port, byte value);

    [RuntimeImport("exit_machine")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Exit(ulong value);
}
