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

    private static StartBlock* block;
    private static ulong deferredSlot;
    private static MessageInfo deferredMessage;

    /// <summary>Whatever is no message that a signal leaves.</summary>
    private static MessageInfo Passive => MessageInfo.Create(1, 0, 0, 0);

    /// <summary>Runs a component; does not return.</summary>
    public static void Run<T>(StartBlock* start)
        where T : IComponent
    {
        block = start;
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

        if ((Configuration.Header->Flags & ComponentHeader.Passive) != 0 && !start->BorrowsTime)
        {
            BecomePassive<T>(hasReply, ref message);
            hasReply = false;
        }

        while (true)
        {
            message.Info = Next(hasReply, ref message, out var badge);
            hasReply = Handle<T>(badge, ref message);
        }
    }

    /// <summary>Sends a message together with waiting for the next event.</summary>
    internal static void Defer(ulong slot, MessageInfo message)
    {
        FlushDeferred();
        deferredSlot = slot;
        deferredMessage = message;
    }

    /// <summary>Hands an event over; true when the message is a reply now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Handle<T>(ulong badge, ref Message message)
        where T : IComponent
    {
        if (badge >> CallBit != 0)
        {
            return Dispatch.Call<T>((uint)badge, ref message);
        }

        if (badge >> FaultBit != 0)
        {
            Dispatch.Fault<T>((uint)badge, message);
        }
        else
        {
            Peers.Look<T>();
            Dispatch.Events<T>(badge);
            if (block->Answered != block->Asked)
            {
                Answer<T>();
            }
        }

        return false;
    }

    /// <summary>Tells the monitor that events are handled still.</summary>
    private static void Answer<T>()
        where T : IComponent
    {
        T.Beat();
        block->Answered = block->Asked;
    }

    /// <summary>Tells the monitor with waiting for the next event, when nobody waits who has kept his own time.</summary>
    private static void BecomePassive<T>(bool hasReply, ref Message message)
        where T : IComponent
    {
        while (true)
        {
            if (hasReply)
            {
                Kernel.Send(Reply, message.Info, ref message.Words);
            }

            message.Info = Kernel.NonBlockingReceive(Input, Reply, ref message.Words, out var badge);
            if (badge == 0)
            {
                break;
            }

            hasReply = Handle<T>(badge, ref message);
        }

        FlushDeferred();
        Defer(MicrokitSlots.Monitor, Passive);
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
