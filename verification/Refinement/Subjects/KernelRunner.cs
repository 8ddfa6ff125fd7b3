// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;
using Caprock.Verification.Refinement.Histories;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>Has the kernel of a world take a step, through its entries.</summary>
public sealed unsafe class KernelRunner(World world)
{
    private const ulong SystemCallAddress = 0x40_0000;
    private const ulong SystemCallBytes = 2;
    private const int MaximumRestarts = 100_000;
    private const int RegisterCount = 4;
    private const long UnknownNumber = 99;

    /// <summary>Takes a step; a system call that is preempted is executed again until it is done.</summary>
    public void Take(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Interrupt:
                _ = Interrupts.Handle(step.Irq);
                break;
            case StepKind.Timer:
                world.Computer.Ticks += step.Elapsed * HostMachine.Frequency;
                _ = Interrupts.HandleTimer();
                break;
            case StepKind.UserException:
                EnterByFault();
                Exceptions.UserException(6, 0);
                break;
            case StepKind.VmFault:
                EnterByFault();
                Exceptions.VmFault(0x1000, 4, false);
                break;
            case StepKind.UnknownSystemCall:
                Enter(world.Kernel->CurrentThread);
                HostEntry.SystemCall(UnknownNumber);
                break;
            default:
                Call(step);
                break;
        }
    }

    /// <summary>Puts what a step says in the registers and buffer of the running thread.</summary>
    public void Prepare(Step step)
    {
        if (step.Kind != StepKind.SystemCall)
        {
            return;
        }

        Tcb* thread = world.Kernel->CurrentThread;
        SetMessage(thread, step);
        thread->Context.Rdi = step.Capability;
        thread->Context.Rsi = MessageInfo.Create(step.Label, 0, (ulong)step.Caps.Length, (ulong)step.Words.Length).Word;
        thread->Context.R12 = step.Reply;
        thread->Context.R13 = step.Destination;
        thread->Context.Rdx = (ulong)step.Call;
    }

    private static void Enter(Tcb* thread)
    {
        thread->Context.FaultIp = SystemCallAddress;
        thread->Context.NextIp = SystemCallAddress + SystemCallBytes;
    }

    private void EnterByFault()
    {
        Tcb* thread = world.Kernel->CurrentThread;
        thread->Context.FaultIp = SystemCallAddress;
        thread->Context.NextIp = SystemCallAddress;
    }

    private void Call(Step step)
    {
        Tcb* thread = world.Kernel->CurrentThread;
        world.Computer.PollsUntilInterrupt = step.IsPreempted ? 0 : -1;
        for (int i = 0; i < MaximumRestarts; i++)
        {
            world.Kernel->WorkUnits = step.IsPreempted ? (ulong)ProfileParameters.PreemptionWorkUnits - 1 : 0;
            Enter(thread);
            HostEntry.SystemCall((long)step.Call);
            if (thread != world.Kernel->CurrentThread || thread->Context.NextIp != SystemCallAddress)
            {
                world.Computer.PollsUntilInterrupt = -1;
                return;
            }
        }

        throw new BrokenKernelException("a system call is preempted for ever");
    }

    private static void SetMessage(Tcb* thread, Step step)
    {
        ulong* buffer = World.BufferOf(thread);
        for (int i = 0; i < step.Words.Length; i++)
        {
            if (i < RegisterCount)
            {
                X64ThreadContext.SetMessageRegister(thread, i, step.Words[i]);
            }
            else if (buffer != null)
            {
                buffer[IpcBufferLayout.MessageWord + i] = step.Words[i];
            }
        }

        if (buffer == null)
        {
            return;
        }

        for (int i = 0; i < step.Caps.Length; i++)
        {
            buffer[IpcBufferLayout.CapsOrBadgesWord + i] = step.Caps[i];
        }

        buffer[IpcBufferLayout.ReceiveCNodeWord] = step.Receive.Root;
        buffer[IpcBufferLayout.ReceiveIndexWord] = step.Receive.Index;
        buffer[IpcBufferLayout.ReceiveDepthWord] = step.Receive.Depth;
    }
}
