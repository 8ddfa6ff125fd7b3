// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Where in the initialiser's CNode things are: objects by number, then copies of frames, then what is needed for a moment.</summary>
internal static unsafe class Slots
{
    private static ulong firstObject;
    private static ulong nextCopy;
    private static ulong nextPiece;
    private static ulong end;

    /// <summary>A slot that is empty whenever a step begins.</summary>
    public static ulong Temporary { get; private set; }

    /// <summary>First slot that holds neither an object nor a copy.</summary>
    public static ulong AfterObjects { get; private set; }

    /// <summary>First slot that was never used.</summary>
    public static ulong End => nextPiece;

    /// <summary>Divides the empty slots.</summary>
    public static void Initialise(BootInfo* bootInfo, Layout layout)
    {
        firstObject = bootInfo->Empty.Start;
        nextCopy = firstObject + layout.Header->ObjectCount;
        AfterObjects = nextCopy + layout.Header->CopyCount;
        Temporary = AfterObjects;
        nextPiece = Temporary + 1;
        end = Refusal.Slot(bootInfo);
        if (nextPiece >= end)
        {
            Refusal.Stop("the system has more objects than the kernel gives slots"u8);
        }
    }

    /// <summary>Slot of an object.</summary>
    public static ulong Of(uint target) => firstObject + target;

    /// <summary>A slot for a copy of a frame's capability.</summary>
    public static ulong TakeCopy() => nextCopy++;

    /// <summary>A slot for anything else.</summary>
    public static ulong Take()
    {
        if (nextPiece >= end)
        {
            Refusal.Stop("the system needs more slots than the kernel gives"u8);
        }

        return nextPiece++;
    }

    /// <summary>A slot for what has to stay when the initialiser is done.</summary>
    public static ulong TakeForGood()
    {
        if (nextPiece >= end)
        {
            Refusal.Stop("the system needs more slots than the kernel gives"u8);
        }

        return --end;
    }

    /// <summary>A capability with a badge, in the temporary slot.</summary>
    public static ulong Mint(ulong source, CapRights rights, ulong badge)
    {
        Require.Success(RootCNode.Mint(source, Temporary, rights, badge));
        return Temporary;
    }

    /// <summary>Empties the temporary slot.</summary>
    public static void Release() => Require.Success(RootCNode.Delete(Temporary));
}
