// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Ipc;

/// <summary>What a message carries: labels, words, and what is cut off.</summary>
internal static unsafe class MessageCases
{
    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("message"u8);
        CaseList.Add("every-length-arrives"u8, &EveryLength);
        CaseList.Add("every-length-is-answered"u8, &EveryLengthOfReply);
        CaseList.Add("every-length-between-address-spaces"u8, &EveryLengthBetweenSpaces);
        CaseList.Add("longer-than-possible-is-cut"u8, &LongerThanPossible);
        CaseList.Add("words-behind-the-end-stay"u8, &WordsBehindTheEnd);
        CaseList.Add("registers-behind-the-end-stay"u8, &RegistersBehindTheEnd);
        CaseList.Add("label-of-all-bits"u8, &LabelOfAllBits);
        CaseList.Add("capability-bits-of-the-sender-do-not-arrive"u8, &CapabilityBits);
        CaseList.Add("sender-without-a-buffer"u8, &SenderWithoutABuffer);
        CaseList.Add("receiver-without-a-buffer"u8, &ReceiverWithoutABuffer);
        CaseList.Add("receiver-whose-buffer-was-deleted"u8, &ReceiverWhoseBufferWasDeleted);
        CaseList.Add("receiver-with-a-read-only-buffer"u8, &ReceiverWithAReadOnlyBuffer);
        CaseList.Add("invocation-without-a-buffer"u8, &InvocationWithoutABuffer);
        CaseList.Add("an-answer-leaves-a-read-only-buffer-alone"u8, &AnswerWithAReadOnlyBuffer);
        CaseList.Add("buffer-in-the-middle-of-a-frame"u8, &BufferInTheMiddle);
        CaseList.Add("one-frame-as-buffer-of-both"u8, &OneFrameForBoth);
    }

    /// <summary>Calls with each length; the words are the length times 1000 plus their number.</summary>
    private static void CallAllLengths(Worker* self)
    {
        for (ulong length = 0; length <= Limits.MessageMaximumLength; length++)
        {
            self->Buffer.Fill(length * 1000);
            var message = new Exchange(length, (int)length);
            message.Word0 = length * 1000;
            message.Word1 = (length * 1000) + 1;
            message.Word2 = (length * 1000) + 2;
            message.Word3 = (length * 1000) + 3;
            message.Call(self->Argument0);
            self->Result0 += message.Length == length && message.Label == length ? 1ul : 0;
            self->Result1 += HasReply(self->Buffer, message, length) ? 1ul : 0;
        }
    }

    /// <summary>Whether a reply carries its length times 2000 plus each word's number.</summary>
    private static bool HasReply(MessageBuffer buffer, in Exchange message, ulong length)
    {
        var isRight = length == 0 || message.Word0 == length * 2000;
        for (ulong i = Limits.FastMessageRegisters; i < length; i++)
        {
            isRight &= buffer.Word((int)i) == (length * 2000) + i;
        }

        return isRight;
    }

    private static void ServeAllLengths(ref Context c, ulong endpoint)
    {
        var reply = c.Reply();
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        for (ulong length = 0; length <= Limits.MessageMaximumLength; length++)
        {
            Check.Equal(length, message.Label);
            Check.Equal(length, message.Length);
            Check.That(length < 1 || message.Word0 == length * 1000);
            Check.That(length < 4 || message.Word3 == (length * 1000) + 3);
            for (ulong i = Limits.FastMessageRegisters; i < length; i++)
            {
                Check.Equal((length * 1000) + i, c.Buffer.Word((int)i));
            }

            c.Buffer.Fill(length * 2000);
            message.Set(length, (int)length);
            message.Word0 = length * 2000;
            if (length < Limits.MessageMaximumLength)
            {
                message.ReplyReceive(endpoint, reply);
            }
        }

        message.Send(reply);
    }

    private static void EveryLength(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&CallAllLengths, endpoint);
        ServeAllLengths(ref c, endpoint);
        c.Join(worker);
    }

    private static void EveryLengthOfReply(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Started(&CallAllLengths, endpoint, priority: Priorities.Below);
        ServeAllLengths(ref c, endpoint);
        c.Join(worker);
        Check.Equal(Limits.MessageMaximumLength + 1, worker->Result0);
        Check.Equal(Limits.MessageMaximumLength + 1, worker->Result1);
    }

    private static void EveryLengthBetweenSpaces(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&CallAllLengths);
        c.SetSpace(worker, c.ProgramSpace());
        worker->Argument0 = endpoint;
        c.Start(worker);
        ServeAllLengths(ref c, endpoint);
        c.Join(worker);
        Check.Equal(Limits.MessageMaximumLength + 1, worker->Result1);
    }

    private static void LongerThanPossible(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&SendRaw);
        worker->Argument0 = endpoint;
        worker->Argument1 = (9 << 12) | 127;
        worker->Buffer.Fill(100);
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(9, message.Label);
        Check.Equal(Limits.MessageMaximumLength, message.Length);
        Check.Equal(219, c.Buffer.Word(119));
    }

    /// <summary>Sends with argument 1 as message info.</summary>
    private static void SendRaw(Worker* self)
    {
        var message = new Exchange(0) { Info = self->Argument1, Word0 = 100, Word1 = 101, Word2 = 102, Word3 = 103 };
        message.Send(self->Argument0);
    }

    private static void WordsBehindTheEnd(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&SendRaw);
        worker->Argument0 = endpoint;
        worker->Argument1 = 10;
        worker->Buffer.Fill(100);
        c.Start(worker);
        var reply = c.Reply();
        c.Buffer.Fill(5000);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Check.Equal(109, c.Buffer.Word(9));
        Check.Equal(5010, c.Buffer.Word(10));
        Check.Equal(5119, c.Buffer.Word(119));
    }

    private static void RegistersBehindTheEnd(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&SendRaw, endpoint, 2);
        var message = new Exchange(0) { Word1 = 1, Word2 = 2, Word3 = 3 };
        message.Receive(endpoint, c.Reply());
        Check.Equal(100, message.Word0);
        Check.Equal(101, message.Word1);
        Check.Equal(2, message.Word2);
        Check.Equal(3, message.Word3);
    }

    private static void LabelOfAllBits(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&SendRaw, endpoint, ulong.MaxValue << 12);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(ulong.MaxValue >> 12, message.Label);
        Check.Equal(0, message.Length);
    }

    /// <summary>Number and unwrapped bits of capabilities are what was transferred, not what the sender wrote.</summary>
    private static void CapabilityBits(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&SendRaw, endpoint, (3 << 12) | (7 << 9) | 1);
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(0, message.Unwrapped);
        Check.Equal(0, message.Caps);
        Check.Equal(1, message.Length);
    }

    private static void SenderWithoutABuffer(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&SendRaw);
        worker->Argument0 = endpoint;
        worker->Argument1 = 50;
        Check.Success(worker->Thread.SetIpcBuffer(0, 0));
        c.Start(worker);
        var reply = c.Reply();
        c.Buffer.Fill(7000);
        var message = new Exchange(0);
        message.Receive(endpoint, reply);
        Check.Equal(Limits.FastMessageRegisters, message.Length);
        Check.Equal(103, message.Word3);
        Check.Equal(7004, c.Buffer.Word(4));
    }

    private static void ReceiveInto(ref Context c, Worker* worker)
    {
        var endpoint = c.Endpoint();
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        c.Start(worker);
        var message = new Exchange(0, 20) { Word0 = 55 };
        message.Send(endpoint);
        c.Join(worker);
        Check.Equal(55, worker->Result1);
        Check.Equal(Limits.FastMessageRegisters, new MessageInfo(worker->Result3).Length);
    }

    private static void ReceiverWithoutABuffer(ref Context c)
    {
        var worker = c.Worker(&Talkers.Receive);
        Check.Success(worker->Thread.SetIpcBuffer(0, 0));
        ReceiveInto(ref c, worker);
    }

    private static void ReceiverWhoseBufferWasDeleted(ref Context c)
    {
        var worker = c.Worker(&Talkers.Receive);
        var frame = c.Frame();
        Check.Success(worker->Thread.SetIpcBuffer(0x1000, frame.Slot));
        c.Revoke(frame.Slot);
        ReceiveInto(ref c, worker);
    }

    private static void ReceiverWithAReadOnlyBuffer(ref Context c)
    {
        var worker = c.Worker(&Talkers.Receive);
        Check.Success(worker->Thread.SetIpcBuffer(0x1000, c.Copy(c.Frame().Slot, CapRights.Read)));
        ReceiveInto(ref c, worker);
    }

    private static void InvokeWithManyWords(Worker* self)
    {
        var message = new Exchange((ulong)InvocationLabel.UntypedRetype, 6, 1);
        message.Call(self->Argument0);
        self->Result0 = message.Label;
    }

    private static void ReadRegisters(Worker* self)
    {
        var message = new Exchange((ulong)InvocationLabel.TcbReadRegisters, 2) { Word1 = UserContext.Length };
        message.Call(self->Argument0);
        self->Result0 = message.Label;
        self->Result1 = message.Length;
    }

    private static void AnswerWithAReadOnlyBuffer(ref Context c)
    {
        var worker = c.Worker(&ReadRegisters);
        var frame = Root.ImageFrame(worker->BufferAddress).Slot;
        Check.Success(worker->Thread.SetIpcBuffer(worker->BufferAddress, c.Copy(frame, CapRights.Read)));
        worker->Argument0 = c.NewThread().Slot;
        worker->Buffer.Fill(7000);
        c.Start(worker);
        c.Join(worker);
        Check.Equal((ulong)Error.NoError, worker->Result0);
        Check.Equal(Limits.FastMessageRegisters, worker->Result1);
        Check.Equal(7004, worker->Buffer.Word(4));
    }

    private static void InvocationWithoutABuffer(ref Context c)
    {
        var worker = c.Worker(&InvokeWithManyWords);
        worker->Argument0 = c.Untyped(12).Slot;
        Check.Success(worker->Thread.SetIpcBuffer(0, 0));
        c.Start(worker);
        c.Join(worker);
        Check.Equal((ulong)Error.TruncatedMessage, worker->Result0);
    }

    /// <summary>The frame is mapped here, to look at what the kernel wrote into it.</summary>
    private static void BufferInTheMiddle(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var endpoint = c.Endpoint();
        var frame = c.MappedFrame(Root.Space, Address);
        var worker = c.Worker(&Talkers.Receive);
        Check.Success(worker->Thread.SetIpcBuffer(0xc00, frame.Slot));
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        c.Start(worker);
        c.Buffer.Fill(300);
        var message = new Exchange(0, 120);
        message.Send(endpoint);
        var buffer = new MessageBuffer(Address + 0xc00);
        Check.Equal(304, buffer.Word(4));
        Check.Equal(419, buffer.Word(119));
    }

    private static void OneFrameForBoth(ref Context c)
    {
        var endpoint = c.Endpoint();
        var worker = c.Worker(&Talkers.Receive);
        Check.Success(worker->Thread.SetIpcBuffer(Root.BootInfo->IpcBufferAddress, (ulong)RootSlot.InitThreadIpcBuffer));
        worker->Argument0 = endpoint;
        worker->Argument1 = c.Reply();
        c.Start(worker);
        c.Buffer.Fill(300);
        var message = new Exchange(4, 120);
        message.Send(endpoint);
        c.Join(worker);
        Check.Equal(120, new MessageInfo(worker->Result3).Length);
        Check.Equal(419, c.Buffer.Word(119));
    }
}
