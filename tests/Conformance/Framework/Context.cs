// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>What a case may use: empty slots, memory, threads. All of it is gone when the case is over.</summary>
internal unsafe partial struct Context(Tcb thread, SchedContext schedContext)
{
    private ulong nextSlot = Root.CaseFirstSlot;
    private int workerCount;

    /// <summary>The case's own thread.</summary>
    public Tcb Thread { get; } = thread;

    /// <summary>The scheduling context of the case's thread.</summary>
    public SchedContext SchedContext { get; } = schedContext;

    /// <summary>The first slot that is still free.</summary>
    public readonly ulong NextSlot => nextSlot;

    /// <summary>The IPC buffer of the case's thread.</summary>
    public readonly MessageBuffer Buffer => new(Root.BootInfo->IpcBufferAddress);

    /// <summary>The root task's CNode, in which all slots of the case lie.</summary>
    public readonly CNode Node => RootCNode.Node;

    /// <summary>An empty slot.</summary>
    public ulong Slot()
    {
        Check.That(nextSlot < Root.CaseEndSlot);
        return nextSlot++;
    }

    /// <summary>A run of empty slots; the first one is returned.</summary>
    public ulong Slots(ulong count)
    {
        Check.That(count <= Root.CaseEndSlot - nextSlot);
        nextSlot += count;
        return nextSlot - count;
    }

    /// <summary>A new object.</summary>
    public ulong Create(ObjectType type, int sizeBits = 0, [CallerLineNumber] int line = 0)
    {
        var slot = Slot();
        Check.Equal(Error.NoError, RootCNode.Retype(Root.CaseMemory, type, sizeBits, slot), line);
        return slot;
    }

    /// <summary>A new endpoint.</summary>
    public ulong Endpoint() => Create(ObjectType.Endpoint);

    /// <summary>A new notification.</summary>
    public ulong Notification() => Create(ObjectType.Notification);

    /// <summary>A new reply object.</summary>
    public ulong Reply() => Create(ObjectType.Reply);

    /// <summary>A new thread, not configured.</summary>
    public Tcb NewThread() => new(Create(ObjectType.Tcb));

    /// <summary>A new frame of 4 KiB.</summary>
    public Page Frame() => new(Create(ObjectType.Page4K));

    /// <summary>New untyped memory.</summary>
    public Untyped Untyped(int sizeBits) => new(Create(ObjectType.Untyped, sizeBits));

    /// <summary>A new CNode, whose capability has no guard.</summary>
    public CNode CNode(int sizeBits) => new(Create(ObjectType.CapTable, sizeBits));

    /// <summary>A new scheduling context, not configured.</summary>
    public SchedContext NewSchedContext(int sizeBits = ObjectSizes.MinimumSchedContextBits) =>
        new(Create(ObjectType.SchedContext, sizeBits));

    /// <summary>A new scheduling context with budget and period.</summary>
    public SchedContext NewSchedContext(ulong budget, ulong period, ulong badge = 0)
    {
        var created = NewSchedContext();
        Check.Success(Root.SchedControl.ConfigureFlags(created, budget, period, 0, badge, SchedContextFlags.None));
        return created;
    }

    /// <summary>A copy of a capability in a slot of its own.</summary>
    public ulong Copy(ulong source, [CallerLineNumber] int line = 0) => Copy(source, CapRights.All, line);

    /// <summary>A copy of a capability with fewer rights.</summary>
    public ulong Copy(ulong source, CapRights rights, [CallerLineNumber] int line = 0)
    {
        var slot = Slot();
        Check.Equal(
            Error.NoError, Node.Copy(slot, RootCNode.FullDepth, Node, source, RootCNode.FullDepth, rights), line);
        return slot;
    }

    /// <summary>A copy of a capability with a badge, or a guard for a CNode.</summary>
    public ulong Badged(ulong source, ulong badge, [CallerLineNumber] int line = 0) => Badged(source, badge, CapRights.All, line);

    /// <summary>A copy of a capability with a badge and fewer rights.</summary>
    public ulong Badged(ulong source, ulong badge, CapRights rights, [CallerLineNumber] int line = 0)
    {
        var slot = Slot();
        Check.Equal(Error.NoError, RootCNode.Mint(source, slot, rights, badge), line);
        return slot;
    }

    /// <summary>Whether a slot of the root task's CNode is empty.</summary>
    /// <remarks>Only an occupied slot can be moved from; the capability goes back.</remarks>
    public bool IsEmpty(ulong slot)
    {
        var aside = Slot();
        var error = Node.Move(aside, RootCNode.FullDepth, Node, slot, RootCNode.FullDepth);
        if (error == Error.NoError)
        {
            Check.Success(Node.Move(slot, RootCNode.FullDepth, Node, aside, RootCNode.FullDepth));
        }

        return error != Error.NoError;
    }

    /// <summary>Deletes a capability.</summary>
    public readonly void Delete(ulong slot, [CallerLineNumber] int line = 0) =>
        Check.Equal(Error.NoError, RootCNode.Delete(slot), line);

    /// <summary>Revokes a capability.</summary>
    public readonly void Revoke(ulong slot, [CallerLineNumber] int line = 0) =>
        Check.Equal(Error.NoError, RootCNode.Revoke(slot), line);

    /// <summary>Invokes with a label and a message that need not fit each other; the words of an error are in the buffer.</summary>
    public readonly Error Invoke(ulong capability, InvocationLabel label, int length = 0, int capabilities = 0)
    {
        var message = new Exchange((ulong)label, length, capabilities);
        message.Word0 = Buffer.Word(0);
        message.Word1 = Buffer.Word(1);
        message.Word2 = Buffer.Word(2);
        message.Word3 = Buffer.Word(3);
        message.Call(capability);
        Buffer.SetWord(0, message.Word0);
        Buffer.SetWord(1, message.Word1);
        Buffer.SetWord(2, message.Word2);
        Buffer.SetWord(3, message.Word3);
        return (Error)message.Label;
    }
}
