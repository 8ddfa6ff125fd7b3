// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel.Ipc;

/// <summary>A thread of a test: what it does is a system call, possible only while it runs.</summary>
public sealed unsafe class Actor(World world, Tcb* thread, ulong capability, ulong schedContext, ulong reply)
{
    private const ulong SystemCallAddress = 0x40_0000;
    private const ulong SystemCallBytes = 2;

    public Tcb* Thread { get; } = thread;

    /// <summary>Address of the thread's capability.</summary>
    public ulong Capability { get; } = capability;

    /// <summary>Address of the capability of the scheduling context it was made with.</summary>
    public ulong SchedContext { get; } = schedContext;

    /// <summary>Address of the capability of a reply object of its own.</summary>
    public ulong Reply { get; } = reply;

    public SchedContext* Context => (SchedContext*)world.CapabilityAt(SchedContext).ObjectAddress;

    public ulong* Buffer { get; set; }

    public ThreadState State => Thread->State;

    public ulong Badge => Thread->Context.Rdi;

    public MessageInfo Info => new(Thread->Context.Rsi);

    public bool IsRunning => HostMachine.State->CurrentThread == Thread;

    public ulong Word(int index) => index < 4 ? X64ThreadContext.GetMessageRegister(Thread, index) : Buffer[index + 1];

    /// <summary>Has its faults told to an endpoint.</summary>
    public void TellFaultsTo(ulong endpoint) =>
        DerivationTree.Insert(world.CapabilityAt(endpoint), world.SlotAt(endpoint), &Thread->FaultHandler);

    public Actor Set(params ulong[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (i < 4)
            {
                X64ThreadContext.SetMessageRegister(Thread, i, words[i]);
            }
            else
            {
                Buffer[i + 1] = words[i];
            }
        }

        return this;
    }

    public void SetCaps(params ulong[] caps)
    {
        for (int i = 0; i < caps.Length; i++)
        {
            Buffer[IpcBufferLayout.CapsOrBadgesWord + i] = caps[i];
        }
    }

    public void SetReceiveSlot(ulong root, ulong index, ulong depth = 64)
    {
        Buffer[IpcBufferLayout.ReceiveCNodeWord] = root;
        Buffer[IpcBufferLayout.ReceiveIndexWord] = index;
        Buffer[IpcBufferLayout.ReceiveDepthWord] = depth;
    }

    public void Call(ulong destination, ulong label = 0, ulong length = 0, ulong caps = 0) =>
        Do(SystemCall.Call, destination, MessageInfo.Create(label, 0, caps, length));

    public void Send(ulong destination, ulong label = 0, ulong length = 0, ulong caps = 0) =>
        Do(SystemCall.Send, destination, MessageInfo.Create(label, 0, caps, length));

    public void NBSend(ulong destination, ulong label = 0, ulong length = 0) =>
        Do(SystemCall.NBSend, destination, MessageInfo.Create(label, 0, 0, length));

    public void Recv(ulong source) => Do(SystemCall.Recv, source, default);

    public void Recv(ulong source, ulong replyAddress) => Do(SystemCall.Recv, source, default, replyAddress);

    public void NBRecv(ulong source) => Do(SystemCall.NBRecv, source, default);

    public void Wait(ulong source) => Do(SystemCall.Wait, source, default);

    public void NBWait(ulong source) => Do(SystemCall.NBWait, source, default);

    public void ReplyRecv(ulong source, ulong label = 0, ulong length = 0, ulong caps = 0) =>
        Do(SystemCall.ReplyRecv, source, MessageInfo.Create(label, 0, caps, length));

    public void NBSendRecv(ulong destination, ulong source, ulong label = 0, ulong length = 0)
    {
        Thread->Context.R13 = destination;
        Do(SystemCall.NBSendRecv, source, MessageInfo.Create(label, 0, 0, length));
    }

    public void NBSendWait(ulong destination, ulong source) => Do(SystemCall.NBSendWait, source, default, destination);

    public void Yield() => Do(SystemCall.Yield, 0, default);

    public Error Invoke(ulong capability, InvocationLabel label, ulong[] caps, params ulong[] words)
    {
        Set(words);
        SetCaps(caps);
        Call(capability, (ulong)label, (ulong)words.Length, (ulong)caps.Length);
        return (Error)Info.Label;
    }

    /// <summary>A system call by number.</summary>
    public void Do(SystemCall number, ulong capability, MessageInfo info) => Do(number, capability, info, Reply);

    public void Do(SystemCall number, ulong capability, MessageInfo info, ulong replyAddress)
    {
        Thread->Context.R12 = replyAddress;
        Thread->Context.Rdi = capability;
        Thread->Context.Rsi = info.Word;
        Thread->Context.Rdx = (ulong)number;
        Repeat();
    }

    /// <summary>Executes the system call in the registers, again after a restart.</summary>
    public void Repeat()
    {
        Enter();
        HostEntry.SystemCall((long)Thread->Context.Rdx);
    }

    /// <summary>Accesses memory that is not there.</summary>
    public void FaultOnMemory(ulong address, ulong status, bool isInstruction = false)
    {
        Enter();
        Thread->Context.NextIp = Thread->Context.FaultIp;
        Exceptions.VmFault(address, status, isInstruction);
    }

    /// <summary>Executes an instruction that raises an exception.</summary>
    public void FaultWith(ulong number, ulong code)
    {
        Enter();
        Thread->Context.NextIp = Thread->Context.FaultIp;
        Exceptions.UserException(number, code);
    }

    /// <summary>As Enter, for an exception behind an instruction, which is not executed again.</summary>
    public void EnterBehind(ulong address)
    {
        Enter();
        Thread->Context.FaultIp = address;
        Thread->Context.NextIp = address;
    }

    private void Enter()
    {
        if (!IsRunning)
        {
            throw new InvalidOperationException($"not running, but {State}");
        }

        Thread->Context.FaultIp = SystemCallAddress;
        Thread->Context.NextIp = SystemCallAddress + SystemCallBytes;
    }
}
