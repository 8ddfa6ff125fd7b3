// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Tests.Kit;

/// <summary>Fails in the way its name says.</summary>
internal unsafe struct Failing : IComponent
{
    private static ulong result;

    [RuntimeExport("caprock_component")]
    private static void Main(StartBlock* start) => EventLoop.Run<Failing>(start);

    public static void Init()
    {
        result = Fail(Configuration.Name[0], Configuration.Name.Length);
        DebugConsole.WriteLine("failing: nothing happened"u8);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Fail(byte how, int length)
    {
        switch (how)
        {
            case (byte)'i':
                return Table.Entry(Configuration.Name, length) + 1;
            case (byte)'b':
                return Table.Sum(Configuration.Name, 0, length) + 1;
            case (byte)'s':
                GiveUp(length);
                return 1;
            case (byte)'w':
                Write((ulong)length);
                return 2;
            case (byte)'j':
                Jump((ulong)length);
                return 3;
            case (byte)'r':
                return Recurse((ulong)length << 20);
            case (byte)'o':
                Overwrite((ulong)length);
                return 4;
            default:
                AskTheKernel((ulong)length << 20);
                return 5;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void GiveUp(int length)
    {
        result = (ulong)length;
        if (length == 4)
        {
            result = 5;
            Failure.Stop("asked to give up"u8);
        }

        result = 6;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(ulong address) => *(ulong*)address = 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Jump(ulong address) => ((delegate*<void>)address)();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Recurse(ulong depth) => depth == 0 ? 0 : Recurse(depth - 1) + depth;

    /// <summary>Leaves a stack on which this method seems to have been called by itself, from everywhere.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Overwrite(ulong length)
    {
        var local = length;
        var code = (ulong)(delegate*<ulong, void>)&Overwrite;
        for (var place = &local; place < (ulong*)SpaceLayout.StackTop; place++)
        {
            *place = code + ((ulong)place / sizeof(ulong) % 64);
        }

        *(ulong*)code = local;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AskTheKernel(ulong slot)
    {
        MessageWords words;
        Unsafe.SkipInit(out words);
        result = (ulong)Kernel.Receive(slot, slot, ref words, out _).Label;
    }
}
