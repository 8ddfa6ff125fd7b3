// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel;
using Caprock.Kernel.Arch.Host;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Tests.Unit.Kernel;

/// <summary>A booted kernel with its initial thread, which a test lets do system calls through the kernel's real entry.</summary>
/// <remarks>Any number can exist at a time. Capabilities are named as the initial thread names them: by their index in its root
/// CNode. Everything that is not found out through capabilities is in <see cref="Computer"/> and <see cref="State"/>.</remarks>
public sealed unsafe class HostKernel : IDisposable
{
    private const ulong SystemCallAddress = 0x40_0000;
    private const ulong SystemCallBytes = 2;
    private const int MaximumRestarts = 1_000_000;

    private ulong nextSlot;

    /// <summary>Boots a kernel.</summary>
    public HostKernel(ulong memoryBytes = 32 << 20, bool hasPcid = true)
    {
        Computer = new HostComputer(memoryBytes, hasPcid);
        Probe = (Tcb*)Computer.Reserve(1 << ObjectSizes.TcbBits, 1 << ObjectSizes.TcbBits);
        BootInfo = HostBoot.Start(Computer);
        Root = State->CurrentThread;
        nextSlot = BootInfo->Empty.Start;
        Memory = FindUntyped(isDevice: false);
        DeviceMemory = FindUntyped(isDevice: true);
    }

    /// <summary>The computer the kernel runs on.</summary>
    public HostComputer Computer { get; }

    /// <summary>The kernel's state.</summary>
    public KernelState* State => Computer.State;

    /// <summary>What the initial thread was told.</summary>
    public BootInfo* BootInfo { get; }

    /// <summary>The initial thread.</summary>
    public Tcb* Root { get; }

    /// <summary>The thread that runs.</summary>
    public Tcb* Current => State->CurrentThread;

    /// <summary>Memory for a thread that the kernel knows nothing of, to look at what it would do with one.</summary>
    public Tcb* Probe { get; }

    /// <summary>The largest untyped memory.</summary>
    public ulong Memory { get; }

    /// <summary>The largest untyped device memory.</summary>
    public ulong DeviceMemory { get; }

    /// <summary>The initial thread's IPC buffer.</summary>
    public ulong* Buffer => (ulong*)CapAt((ulong)RootSlot.InitThreadIpcBuffer).ObjectAddress;

    /// <inheritdoc/>
    public void Dispose() => Computer.Dispose();

    /// <summary>A slot of the root CNode.</summary>
    public Slot* SlotAt(ulong address)
    {
        Computer.Enter();
        return (Slot*)CapAtRoot() + address;
    }

    /// <summary>The capability in a slot of the root CNode.</summary>
    public Capability CapAt(ulong address) => Slot.Load(SlotAt(address));

    /// <summary>A slot that nothing has used so far.</summary>
    public ulong NewSlot()
    {
        Assert.True(nextSlot < BootInfo->Empty.End);
        return nextSlot++;
    }

    /// <summary>Makes objects in new slots and returns the first slot.</summary>
    public ulong Create(ObjectType type, int sizeBits = 0, ulong count = 1) => CreateFrom(Memory, type, sizeBits, count);

    /// <summary>As Create, from given memory.</summary>
    public ulong CreateFrom(ulong untyped, ObjectType type, int sizeBits = 0, ulong count = 1)
    {
        ulong first = nextSlot;
        nextSlot += count;
        Invoke(
            untyped,
            InvocationLabel.UntypedRetype,
            [(ulong)type, (ulong)sizeBits, 0, 0, first, count],
            (ulong)RootSlot.InitThreadCNode).Ok();
        return first;
    }

    /// <summary>Copies a capability to a new slot.</summary>
    public ulong Copy(ulong address, ulong rights = 15)
    {
        ulong copy = NewSlot();
        TryCopy(address, copy, rights).Ok();
        return copy;
    }

    /// <summary>Copies a capability to a slot.</summary>
    public InvocationResult TryCopy(ulong address, ulong destination, ulong rights = 15) => Invoke(
        (ulong)RootSlot.InitThreadCNode,
        InvocationLabel.CNodeCopy,
        [destination, 64, address, 64, rights],
        (ulong)RootSlot.InitThreadCNode);

    /// <summary>Deletes a capability.</summary>
    public void Delete(ulong address) =>
        Invoke((ulong)RootSlot.InitThreadCNode, InvocationLabel.CNodeDelete, [address, 64]).Ok();

    /// <summary>Revokes a capability.</summary>
    public void Revoke(ulong address) =>
        Invoke((ulong)RootSlot.InitThreadCNode, InvocationLabel.CNodeRevoke, [address, 64]).Ok();

    /// <summary>The initial thread, which has to be running, invokes a capability by a Call.</summary>
    public InvocationResult Invoke(ulong capability, InvocationLabel label, ulong[] words, params ulong[] caps)
    {
        for (int i = 0; i < caps.Length; i++)
        {
            Buffer[IpcBufferLayout.CapsOrBadgesWord + i] = caps[i];
        }

        var info = MessageInfo.Create((ulong)label, 0, (ulong)caps.Length, (ulong)words.Length);
        SystemCall(Root, Abi.SystemCall.Call, capability, info, words);
        return ReadResult();
    }

    /// <summary>The running thread makes a system call, again as long as the kernel has it restarted by a preemption.</summary>
    /// <remarks>Words behind those in registers go to the initial thread's IPC buffer.</remarks>
    public void SystemCall(Tcb* thread, SystemCall number, ulong capability, MessageInfo info, params ulong[] words)
    {
        Computer.Enter();
        Assert.True(thread == Current, "the thread is not running");
        for (int i = 0; i < words.Length; i++)
        {
            if (i < ThreadContext.MessageRegisterCount)
            {
                ThreadContext.SetMessageRegister(thread, i, words[i]);
            }
            else
            {
                Buffer[IpcBufferLayout.MessageWord + i] = words[i];
            }
        }

        thread->Context.Rdi = capability;
        thread->Context.Rsi = info.Word;
        thread->Context.Rdx = (ulong)number;
        for (int i = 0; i < MaximumRestarts; i++)
        {
            thread->Context.FaultIp = SystemCallAddress;
            thread->Context.NextIp = SystemCallAddress + SystemCallBytes;
            HostEntry.SystemCall((long)number);
            if (thread != Current || thread->Context.NextIp != SystemCallAddress)
            {
                return;
            }
        }

        Assert.Fail("a system call is preempted for ever");
    }

    /// <summary>Loads an address space as for a thread that has it.</summary>
    public void Load(ulong addressSpace)
    {
        Slot.Store(&Probe->VSpaceRoot, CapAt(addressSpace));
        X64AddressSpaces.SwitchTo(Probe);
    }

    private InvocationResult ReadResult()
    {
        var info = new MessageInfo(Root->Context.Rsi);
        var words = new ulong[info.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = i < ThreadContext.MessageRegisterCount
                ? ThreadContext.GetMessageRegister(Root, i)
                : Buffer[IpcBufferLayout.MessageWord + i];
        }

        return new InvocationResult((Error)info.Label, words);
    }

    private ulong CapAtRoot() => Slot.Load(&Root->CSpaceRoot).ObjectAddress;

    private ulong FindUntyped(bool isDevice)
    {
        ulong found = 0;
        int bits = 0;
        for (ulong slot = BootInfo->Untyped.Start; slot < BootInfo->Untyped.End; slot++)
        {
            CapAt(slot).TryAsUntyped(out UntypedCapability untyped);
            if (untyped.IsDevice == isDevice && untyped.SizeBits > bits)
            {
                found = slot;
                bits = untyped.SizeBits;
            }
        }

        return found;
    }
}
