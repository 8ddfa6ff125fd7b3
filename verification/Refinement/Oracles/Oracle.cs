// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Abi;
using Caprock.Kernel.Arch.X64;
using Caprock.Spec.Kernel;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Histories;
using Dafny;
using SystemCall = Caprock.Abi.SystemCall;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>Asks the specification what a step does.</summary>
internal static class Oracle
{
    private const ulong SmallestBudget = 20;
    private const ulong LargestPeriod = (1UL << 60) / 1000;

    /// <summary>What the specification has to know of the simulated computer: its clock has a tick per nanosecond.</summary>
    /// <remarks>Smallest budget and largest period in microseconds, as the kernel's manual has them.</remarks>
    private static readonly _IMachine Machine =
        Spec.Kernel.Machine.create(ProfileParameters.DomainCount, SmallestBudget, LargestPeriod, X64Interrupts.FirstUser);

    /// <summary>The message that a step sends.</summary>
    public static _IMessage MessageOf(Step step) =>
        Message.create(step.Label, ObjectImport.Threads(step.Words), ObjectImport.Threads(step.Caps), BigInteger.Zero);

    /// <summary>The state after a step.</summary>
    public static _IState Predict(_IState state, Step step, _IMessage message) =>
        Spec.Kernel.__default.Step(state, Machine, EventOf(step, message));

    /// <summary>Whether a step can be done again from its beginning when most of it has been done: the specification knows no
    /// preemption; a thread that takes away what its own system call names cannot repeat that, and one that wakes a more urgent thread
    /// repeats it only after that.</summary>
    public static bool CanRepeat(_IState before, _IState after, Step step) =>
        before.dtor_processor.dtor_current.Equals(after.dtor_processor.dtor_current)
        && HeldBy(before, step.Capability) is { } capability
        && capability.Equals(HeldBy(after, step.Capability))
        && (!capability.is_CNodeCap || (step.Words.Length > 1 && step.Words[1] == Limits.WordBits));

    /// <summary>The state after the current thread's time slice is over.</summary>
    public static _IState PredictTimeUp(_IState state, bool hasBudget) =>
        Spec.Kernel.__default.Step(state, Machine, Event.create_TimeUpEvent(hasBudget));

    /// <summary>Whether the specification leaves open what a step answers: registers of threads and what comes from ports are not part of
    /// its state.</summary>
    public static bool IsAnswerOpen(Step step) => (InvocationLabel)step.Label
        is InvocationLabel.TcbReadRegisters or InvocationLabel.IoPortIn8 or InvocationLabel.IoPortIn16 or InvocationLabel.IoPortIn32;

    private static _ICap? HeldBy(_IState state, ulong address)
    {
        _IOption<BigInteger> current = state.dtor_processor.dtor_current;
        if (current.is_None)
        {
            return null;
        }

        _ISlot root = Slot.create_Slot(current.dtor_value, Spec.State.__default.CSpaceRoot);
        _IResult<_ISlot> found = Spec.CSpace.__default.Lookup(state, Spec.CSpace.__default.Held(state, root), address);
        return found.is_Ok && Spec.CSpace.__default.Held(state, found.dtor_result) is { is_Some: true } held ? held.dtor_value : null;
    }

    private static _IEvent EventOf(Step step, _IMessage message) => step.Kind switch
    {
        StepKind.Interrupt => Event.create_InterruptEvent(step.Irq),
        StepKind.UserException => Event.create_FaultEvent(Fault.create_UserException()),
        StepKind.VmFault => Event.create_FaultEvent(Fault.create_VmFault()),
        StepKind.UnknownSystemCall => Event.create_FaultEvent(Fault.create_UnknownSyscallFault()),
        _ => Event.create_CallEvent(CallOf(step.Call), RegistersOf(step, message)),
    };

    private static _IRegisters RegistersOf(Step step, _IMessage message) => Registers.create(
        step.Capability,
        step.Reply,
        step.Destination,
        message,
        ReceivePath.create(step.Receive.Root, step.Receive.Index, step.Receive.Depth));

    private static _ISystemCall CallOf(SystemCall call) => call switch
    {
        SystemCall.Call => Spec.Kernel.SystemCall.create_CallCall(),
        SystemCall.Send => Spec.Kernel.SystemCall.create_SendCall(),
        SystemCall.NBSend => Spec.Kernel.SystemCall.create_NBSendCall(),
        SystemCall.ReplyRecv => Spec.Kernel.SystemCall.create_ReplyRecvCall(),
        SystemCall.NBSendRecv => Spec.Kernel.SystemCall.create_NBSendRecvCall(),
        SystemCall.NBSendWait => Spec.Kernel.SystemCall.create_NBSendWaitCall(),
        SystemCall.Recv => Spec.Kernel.SystemCall.create_RecvCall(),
        SystemCall.NBRecv => Spec.Kernel.SystemCall.create_NBRecvCall(),
        SystemCall.Wait => Spec.Kernel.SystemCall.create_WaitCall(),
        SystemCall.NBWait => Spec.Kernel.SystemCall.create_NBWaitCall(),
        SystemCall.Yield => Spec.Kernel.SystemCall.create_YieldCall(),
        _ => throw new InvalidOperationException($"no system call {call}"),
    };
}
