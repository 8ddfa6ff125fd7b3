// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Bounds;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Scheduling;

namespace Caprock.Kernel.Objects;

/// <summary>Invocations that read and write the registers of a thread.</summary>
/// <remarks>Registers are numbered as in seL4_UserContext; the first is the instruction at which the thread restarts.</remarks>
public static unsafe class RegisterInvocations
{
    private const ulong FirstFlag = 1;
    private const ulong ResumeTargetFlag = 2;
    private const ulong TransferFrameFlag = 4;
    private const ulong TransferIntegerFlag = 8;
    private const int ReadFirstRegisterWord = 2;

    // seL4_UserContext of the architecture that has the most.
    private const int MostRegisters = 36;

    /// <summary>Returns the first registers of a thread; the lowest bit of the flags asks to suspend it first.</summary>
    [LoopBound(MostRegisters)]
    public static Outcome Read(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbReadRegistersWords)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong flags = Message.Word(message, 0);
        ulong count = Message.Word(message, 1);
        if (count == 0 || count > (ulong)ThreadContext.UserContextLength)
        {
            return Message.RangeError(message, 1, (ulong)ThreadContext.UserContextLength);
        }

        if (thread == message->Sender)
        {
            return (Outcome)Error.IllegalOperation;
        }

        if ((flags & FirstFlag) != 0)
        {
            Thread.Suspend(thread);
        }

        for (int i = 0; (ulong)i < count; i++)
        {
            Message.SetResult(message, i, ThreadContext.GetUserRegister(thread, i));
        }

        return Outcome.Success;
    }

    /// <summary>Sets the first registers of a thread; the lowest bit of the flags asks to resume it afterwards.</summary>
    [LoopBound(MostRegisters)]
    public static Outcome Write(Message* message, Tcb* thread)
    {
        if (message->Length < ReadFirstRegisterWord)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong flags = Message.Word(message, 0);
        ulong count = Message.Word(message, 1);
        if (message->Length - ReadFirstRegisterWord < count)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        if (thread == message->Sender)
        {
            return (Outcome)Error.IllegalOperation;
        }

        for (int i = 0; (ulong)i < count && i < ThreadContext.UserContextLength; i++)
        {
            ThreadContext.SetUserRegister(thread, i, Message.Word(message, ReadFirstRegisterWord + i));
        }

        Finish(thread);
        if ((flags & FirstFlag) != 0)
        {
            Thread.Resume(thread);
        }

        return Outcome.Success;
    }

    /// <summary>Copies registers from another thread, as the flags say.</summary>
    [LoopBound(MostRegisters)]
    public static Outcome Copy(Message* message, Tcb* thread)
    {
        if (message->Length < InvocationShapes.TcbCopyRegistersWords || message->ExtraCap0 == null)
        {
            return (Outcome)Error.TruncatedMessage;
        }

        ulong flags = Message.Word(message, 0);
        if (!Slot.Load(message->ExtraCap0).TryAsThread(out ThreadCapability capability))
        {
            return Message.InvalidCapability(message, 1);
        }

        Tcb* source = capability.Object;
        if ((flags & FirstFlag) != 0)
        {
            Thread.Suspend(source);
        }

        if ((flags & ResumeTargetFlag) != 0)
        {
            Thread.Resume(thread);
        }

        int first = (flags & TransferFrameFlag) != 0 ? 0 : ThreadContext.FrameRegisterCount;
        int end = (flags & TransferIntegerFlag) != 0 ? ThreadContext.UserContextLength : ThreadContext.FrameRegisterCount;
        for (int i = first; i < end; i++)
        {
            ThreadContext.SetUserRegister(thread, i, ThreadContext.GetUserRegister(source, i));
        }

        if (first < end)
        {
            Finish(thread);
        }

        return Outcome.Success;
    }

    /// <summary>A thread whose registers were set goes on at its restart address, even in the middle of a system call.</summary>
    private static void Finish(Tcb* thread)
    {
        ThreadContext.SetNextIp(thread, ThreadContext.GetFaultIp(thread));
        ThreadContext.RegistersChanged(thread);
        if (thread == Machine.State->CurrentThread)
        {
            Scheduler.RescheduleRequired();
        }
    }
}
