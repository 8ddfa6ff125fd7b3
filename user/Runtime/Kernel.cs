// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;

namespace Caprock.User;

/// <summary>The system calls, one method each. Capabilities are addresses in the caller's capability space.</summary>
/// <remarks>Message words beyond the fourth, and capabilities, travel in the <see cref="IpcBuffer"/>.</remarks>
public static unsafe class Kernel
{
    /// <summary>Sends a message and waits for the reply.</summary>
    public static MessageInfo Call(ulong destination, MessageInfo info, ref MessageWords words) =>
        Execute(SystemCall.Call, destination, info, ref words, 0, out _);

    /// <summary>Sends a message given word by word and waits for the reply.</summary>
    public static MessageInfo Call(
        ulong destination, MessageInfo info, ref ulong word0, ref ulong word1, ref ulong word2, ref ulong word3)
    {
        MessageWords words;
        words.Word0 = word0;
        words.Word1 = word1;
        words.Word2 = word2;
        words.Word3 = word3;
        var result = Execute(SystemCall.Call, destination, info, ref words, 0, out _);
        word0 = words.Word0;
        word1 = words.Word1;
        word2 = words.Word2;
        word3 = words.Word3;
        return result;
    }

    /// <summary>Waits for a message; the reply object will name its caller.</summary>
    public static MessageInfo Receive(ulong source, ulong reply, ref MessageWords words, out ulong badge) =>
        Execute(SystemCall.Recv, source, default, ref words, reply, out badge);

    /// <summary>Takes a message if there is one; otherwise the badge is zero.</summary>
    public static MessageInfo NonBlockingReceive(ulong source, ulong reply, ref MessageWords words, out ulong badge) =>
        Execute(SystemCall.NBRecv, source, default, ref words, reply, out badge);

    /// <summary>Answers the caller that the reply object names, then waits for the next message.</summary>
    public static MessageInfo ReplyReceive(
        ulong source, ulong reply, MessageInfo info, ref MessageWords words, out ulong badge) =>
        Execute(SystemCall.ReplyRecv, source, info, ref words, reply, out badge);

    /// <summary>Sends to <paramref name="destination"/> if somebody waits there, then waits on <paramref name="source"/>.</summary>
    public static MessageInfo NonBlockingSendReceive(
        ulong destination, MessageInfo info, ulong source, ulong reply, ref MessageWords words, out ulong badge)
    {
        fixed (MessageWords* pointer = &words)
        fixed (ulong* badgePointer = &badge)
        {
            return new MessageInfo(SystemCallStub.Execute(
                (long)SystemCall.NBSendRecv, source, info.Word, (ulong*)pointer, reply, badgePointer, destination));
        }
    }

    /// <summary>Sends a message and waits until it is received; on a reply capability, answers.</summary>
    public static void Send(ulong destination, MessageInfo info, ref MessageWords words) =>
        Execute(SystemCall.Send, destination, info, ref words, 0, out _);

    /// <summary>Sends a message if somebody waits for it.</summary>
    public static void NonBlockingSend(ulong destination, MessageInfo info, ref MessageWords words) =>
        Execute(SystemCall.NBSend, destination, info, ref words, 0, out _);

    /// <summary>Signals a notification.</summary>
    public static void Signal(ulong notification)
    {
        MessageWords words;
        Unsafe.SkipInit(out words);
        Execute(SystemCall.Send, notification, default, ref words, 0, out _);
    }

    /// <summary>Waits for a signal and returns the badges that have arrived.</summary>
    public static ulong Wait(ulong notification)
    {
        MessageWords words;
        Unsafe.SkipInit(out words);
        Execute(SystemCall.Wait, notification, default, ref words, 0, out var badge);
        return badge;
    }

    /// <summary>Takes the badges that have arrived, zero when there is none.</summary>
    public static ulong Poll(ulong notification)
    {
        MessageWords words;
        Unsafe.SkipInit(out words);
        Execute(SystemCall.NBWait, notification, default, ref words, 0, out var badge);
        return badge;
    }

    /// <summary>Gives up the rest of the current budget.</summary>
    public static void Yield()
    {
        MessageWords words;
        Unsafe.SkipInit(out words);
        Execute(SystemCall.Yield, 0, default, ref words, 0, out _);
    }

    /// <summary>Writes a character to the console of a debug kernel; with a release kernel it is a fault.</summary>
    public static void DebugPutCharacter(byte character)
    {
        MessageWords words;
        Unsafe.SkipInit(out words);
        Execute(SystemCall.DebugPutChar, character, default, ref words, 0, out _);
    }

    /// <summary>The time-stamp counter.</summary>
    public static ulong ReadTicks() => SystemCallStub.ReadTicks();

    private static MessageInfo Execute(
        SystemCall number, ulong capability, MessageInfo info, ref MessageWords words, ulong reply, out ulong badge)
    {
        fixed (MessageWords* pointer = &words)
        fixed (ulong* badgePointer = &badge)
        {
            return new MessageInfo(SystemCallStub.Execute(
                (long)number, capability, info.Word, (ulong*)pointer, reply, badgePointer, 0));
        }
    }
}
