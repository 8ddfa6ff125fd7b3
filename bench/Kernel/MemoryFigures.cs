// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.Kernel;

/// <summary>Pages made, mapped, given other rights and unmapped, 2,048 of them, one system call each.</summary>
internal static unsafe class MemoryFigures
{
    private const ulong Pages = 2048;
    private const int Resets = Samples.WarmUps + 4;
    private const ulong PageBytes = 4096;
    private const ulong TablesReach = 2 << 20;
    private const ulong Address = 0x2000_0000;
    private const ulong ReadOnly = 2;
    private const ulong ReadWrite = 3;
    private const int UntypedBits = 24;

    /// <summary>Measures and prints.</summary>
    public static void Measure(BootInfo* bootInfo)
    {
        var untyped = World.Slot();
        Require.Success(new UntypedAllocator(bootInfo).TryCreate(ObjectType.Untyped, UntypedBits, untyped));
        var first = World.Slots(Pages);
        MeasureRetype(untyped, first, "retype-page-fresh"u8);
        MeasureReset(untyped, first);
        MeasureRetype(untyped, first, "retype-page"u8);
        for (var address = Address; address < Address + (Pages * PageBytes); address += TablesReach)
        {
            var frame = World.Create(ObjectType.Page4K);
            World.Map(frame, address);
            Require.Success(new Page(frame).Unmap());
        }

        Report(first, InvocationLabel.PageMap, ReadWrite, "map-page"u8);
        Report(first, InvocationLabel.PageMap, ReadOnly, "protect-page"u8);
        Report(first, InvocationLabel.PageMap, ReadWrite, "unprotect-page"u8);
        Report(first, InvocationLabel.PageUnmap, 0, "unmap-page"u8);
    }

    /// <summary>Has all of the memory used anew: the first object that is made then pays for zeroing.</summary>
    private static void MeasureReset(ulong untyped, ulong first)
    {
        Samples samples = default;
        for (var round = 0; round < Resets; round++)
        {
            Require.Success(RootCNode.Revoke(untyped));
            samples.Add(Retype(untyped, first));
            for (ulong i = 1; i < Pages; i++)
            {
                Retype(untyped, first + i);
            }
        }

        samples.Report("reset-memory"u8);
        Require.Success(RootCNode.Revoke(untyped));

        // As in the reference's suite, something is made before the pages: its making zeroes.
        Retype(untyped, first);
        Require.Success(RootCNode.Delete(first));
    }

    private static void MeasureRetype(ulong untyped, ulong first, scoped ReadOnlySpan<byte> name)
    {
        Samples samples = default;
        for (ulong i = 0; i < Pages; i++)
        {
            samples.Add(Retype(untyped, first + i));
        }

        samples.Report(name);
    }

    private static ulong Retype(ulong untyped, ulong destination)
    {
        Measuring.Words.Word0 = (ulong)ObjectType.Page4K;
        IpcBuffer.SetWord(4, destination);
        IpcBuffer.SetWord(5, 1);
        IpcBuffer.SetCap(0, (ulong)RootSlot.InitThreadCNode);
        return Measuring.Invoke(untyped, InvocationLabel.UntypedRetype, 6, 1);
    }

    private static void Report(ulong first, InvocationLabel label, ulong rights, scoped ReadOnlySpan<byte> name)
    {
        var isMap = label == InvocationLabel.PageMap;
        Samples samples = default;
        for (ulong i = 0; i < Pages; i++)
        {
            Measuring.Words.Word0 = Address + (i * PageBytes);
            Measuring.Words.Word1 = rights;
            IpcBuffer.SetCap(0, (ulong)RootSlot.InitThreadVSpace);
            samples.Add(Measuring.Invoke(first + i, label, isMap ? 3ul : 0, isMap ? 1ul : 0));
        }

        samples.Report(name);
    }
}
