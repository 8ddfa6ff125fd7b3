// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>Starts a component and hands it one event after the other.</summary>
public static unsafe class EventLoop
{
    private const ulong Input = MicrokitSlots.Input;
    private const ulong Reply = MicrokitSlots.Reply;
    private const int CallBit = 63;
    private const int FaultBit = 62;

    private static ulong deferredSlot;
    private static MessageInfo deferredMessage;

    /// <summary>Runs a component; does not return.</summary>
    public static void Run<T>(StartBlock* start)
        where T : IComponent
    {
        IpcBuffer.Initialise(start->IpcBufferAddress);
        Configuration.Initialise(start);
        Dispatch.Initialise();
        Peers.Initialise();
        Message message;
        Unsafe.SkipInit(out message);
        var hasReply = Configuration.Generation != 0;
        if (hasReply)
        {
            Dispatch.AcknowledgeInterrupts();
        }

        T.Init();
        if (hasReply)
        {
            message = Message.Restarted;
        }

        if ((Configuration.Header->Flags & ComponentHeader.Passive) != 0)
        {
            Defer(MicrokitSlots.Monitor, default);
        }

        while (true)
        {
            message.Info = Next(hasReply, ref message, out var badge);
            hasReply = false;
            if (badge >> CallBit != 0)
            {
                hasReply = Dispatch.Call<T>((uint)badge, ref message);
            }
            else if (badge >> FaultBit != 0)
            {
                Dispatch.Fault<T>((uint)badge, message);
            }
            else
            {
                Peers.Look<T>();
                Dispatch.Events<T>(badge);
            }
        }
    }

    /// <summary>Sends a message together with waiting for the next event.</summary>
    internal static void Defer(ulong slot, MessageInfo message)
    {
        FlushDeferred();
        deferredSlot = slot;
        deferredMessage = message;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static MessageInfo Next(bool hasReply, ref Message message, out ulong badge)
    {
        if (deferredSlot == 0)
        {
            return hasReply
                ? Kernel.ReplyReceive(Input, Reply, message.Info, ref message.Words, out badge)
                : Kernel.Receive(Input, Reply, ref message.Words, out badge);
        }

        return NextAfterDeferred(hasReply, ref message, out badge);
    }

    private static MessageInfo NextAfterDeferred(bool hasReply, ref Message message, out ulong badge)
    {
        if (hasReply)
        {
            FlushDeferred();
            return Kernel.ReplyReceive(Input, Reply, message.Info, ref message.Words, out badge);
        }

        var slot = deferredSlot;
        deferredSlot = 0;
        return Kernel.NonBlockingSendReceive(slot, deferredMessage, Input, Reply, ref message.Words, out badge);
    }

    private static void FlushDeferred()
    {
        if (deferredSlot != 0)
        {
            var words = default(MessageWords);
            Kernel.NonBlockingSend(deferredSlot, deferredMessage, ref words);
            deferredSlot = 0;
        }
    }
}
