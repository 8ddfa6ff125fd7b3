// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>Faults of memory and capabilities, and their handlers.</summary>
internal static unsafe class FaultCases
{
    private const ulong UndefinedInstruction = 6;
    private const ulong Address = 0x100_0000_0000;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("fault"u8);
        CaseList.Add("memory-read"u8, &MemoryRead);
        CaseList.Add("memory-execute"u8, &MemoryExecute);
        CaseList.Add("memory-fault-reply-repeats"u8, &MemoryReplyRepeats);
        CaseList.Add("capability-missing-in-send"u8, &CapabilityInSend);
        CaseList.Add("capability-missing-in-receive"u8, &CapabilityInReceive);
        CaseList.Add("capability-space-missing"u8, &CapabilitySpaceMissing);
        CaseList.Add("capability-depth-mismatch"u8, &CapabilityDepth);
        CaseList.Add("capability-fault-reply-repeats-the-call"u8, &CapabilityReplyRepeats);
        CaseList.Add("capability-fault-in-the-second-half-of-reply-receive"u8, &CapabilityInReplyReceive);
        CaseList.Add("has-the-handlers-badge"u8, &HandlersBadge);
        CaseList.Add("without-a-handler-stops"u8, &WithoutHandler);
        CaseList.Add("handler-deleted-before-the-fault"u8, &HandlerDeleted);
        CaseList.Add("handler-deleted-while-the-fault-waits"u8, &HandlerDeletedWhileWaiting);
        CaseList.Add("suspended-while-the-fault-waits"u8, &SuspendedWhileWaiting);
        CaseList.Add("the-handler-faults-itself"u8, &HandlerFaults);
        CaseList.Add("handler-in-another-address-space"u8, &HandlerElsewhere);
        CaseList.Add("many-threads-one-handler"u8, &ManyThreads);
    }

    private static void MemoryRead(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoRead, Address + 0x123, out _, out _);
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal((ulong)VmFaultMessage.Length, message.Length);
        Check.Equal(Faulting.ReadAt(), message.Word0);
        Check.Equal(Address + 0x123, message.Word1);
        Check.Equal(0, message.Word2);
        Check.Equal(4, message.Word3);
    }

    private static void MemoryExecute(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoJump, Address, out _, out _);
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(Address, message.Word0);
        Check.Equal(Address, message.Word1);
        Check.Equal(1, message.Word2);
    }

    /// <summary>Whatever the label of the reply: the access is made again.</summary>
    private static void MemoryReplyRepeats(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Faulting.DoRead, Address, out var worker, out var reply);
        c.MappedFrame(Root.Space, Address);
        *(ulong*)Address = 31;
        message.Set(5, 1);
        message.Send(reply);
        Check.Equal(31, worker->Result0);
    }

    private static void CapabilityInSend(ref Context c)
    {
        var message = Faulting.FaultOf(ref c, &Talkers.Call, 1ul << 47, out _, out _);
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(7, message.Length);
        Check.Equal(1ul << 47, message.Word1);
        Check.Equal(0, message.Word2);
        Check.Equal((ulong)LookupFailureType.GuardMismatch, message.Word3);
        Check.Equal(64, c.Buffer.Word(4));
        Check.Equal(0, c.Buffer.Word(5));
        Check.Equal(64 - ProfileParameters.RootCNodeBits, c.Buffer.Word(6));
    }

    private static void CapabilityInReceive(ref Context c)
    {
        var empty = c.Slot();
        var message = Faulting.FaultOf(ref c, &Talkers.Wait, empty, out _, out _);
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(5, message.Length);
        Check.Equal(empty, message.Word1);
        Check.Equal(1, message.Word2);
        Check.Equal((ulong)LookupFailureType.MissingCapability, message.Word3);
        Check.Equal(0, c.Buffer.Word(4));
    }

    private static void CapabilitySpaceMissing(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Talkers.Send, Priorities.Above, faults);
        var node = c.CNode(4);
        Check.Success(worker->Thread.SetSpace(new Endpoint(faults), node, 0, Root.Space.Slot, 0));
        c.Revoke(node.Slot);
        worker->Argument0 = 3;
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal((ulong)LookupFailureType.InvalidRoot, message.Word3);
        Check.Equal(4, message.Length);
    }

    private static void CapabilityDepth(ref Context c)
    {
        var faults = c.Endpoint();
        var inner = c.CNode(6);
        var outer = c.CNode(4);
        Check.Success(outer.Copy(2, 4, c.Node, inner.Slot, 64, CapRights.All));
        var root = c.Badged(outer.Slot, CNodeCapData.Create(0, 57).Word);
        var worker = c.Worker(&Talkers.Send, Priorities.Above, faults);
        Check.Success(worker->Thread.SetSpace(new Endpoint(faults), new CNode(root), 0, Root.Space.Slot, 0));
        worker->Argument0 = 2 << 3;
        c.Start(worker);
        var reply = c.Reply();
        c.Buffer.Fill(0);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, reply);
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(6, message.Length);
        Check.Equal((ulong)LookupFailureType.DepthMismatch, message.Word3);
        Check.Equal(3, c.Buffer.Word(4));
        Check.Equal(6, c.Buffer.Word(5));
    }

    private static void CapabilityReplyRepeats(ref Context c)
    {
        var slot = c.Slot();
        var message = Faulting.FaultOf(ref c, &Talkers.Wait, slot, out var worker, out var reply);
        var notification = c.Badged(c.Notification(), 12);
        Check.Success(c.Node.Move(slot, 64, c.Node, notification, 64));
        message.Set(0);
        message.Send(reply);
        Kernel.Signal(slot);
        Check.Equal(12, worker->Result2);
    }

    private static void AnswerAndFault(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        message.Set(44);
        message.ReplyReceive(self->Argument2, self->Argument1);
    }

    private static void CapabilityInReplyReceive(ref Context c)
    {
        var faults = c.Endpoint();
        var endpoint = c.Endpoint();
        var empty = c.Slot();
        var server = c.Worker(&AnswerAndFault, Priorities.Above, faults);
        server->Argument0 = endpoint;
        server->Argument1 = c.Reply();
        server->Argument2 = empty;
        c.Start(server);
        var call = new Exchange(1);
        call.Call(endpoint);
        Check.Equal(44, call.Label);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
        Check.Equal(empty, message.Word1);
        Check.Equal(1, message.Word2);
    }

    private static void HandlersBadge(ref Context c)
    {
        var faults = c.Endpoint();
        c.Start(c.Worker(&Faulting.DoUndefined, Priorities.Above, c.Badged(faults, 0xfa)));
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal(0xfa, message.Badge);
    }

    private static void WithoutHandler(ref Context c)
    {
        var worker = c.Worker(&Faulting.DoUndefined, Priorities.Above, 0);
        c.Start(worker);
        Check.Equal(0, worker->Progress);
    }

    private static void HandlerDeleted(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Faulting.DoUndefined, Priorities.Above, faults);
        c.Revoke(faults);
        c.Delete(faults);
        c.Start(worker);
        Check.Equal(0, worker->Progress);
    }

    private static void HandlerDeletedWhileWaiting(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Faulting.DoUndefined, Priorities.Above, faults);
        c.Start(worker);
        c.Revoke(faults);
        c.Delete(faults);
        c.LetOthersRun();
        Check.Equal(0, worker->Progress);
    }

    private static void SuspendedWhileWaiting(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Faulting.DoUndefined, Priorities.Above, c.Badged(faults, 1));
        c.Start(worker);
        Check.Success(worker->Thread.Suspend());
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal(0, message.Badge);
        Check.Success(worker->Thread.Resume());
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal(1, message.Badge);
    }

    private static void HandleByFaulting(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        Faulting.ExecuteUndefined();
    }

    private static void HandlerFaults(ref Context c)
    {
        var inner = c.Endpoint();
        var outer = c.Endpoint();
        var handler = c.Worker(&HandleByFaulting, Priorities.Above, outer);
        handler->Argument0 = inner;
        handler->Argument1 = c.Reply();
        c.Start(handler);
        c.Start(c.Worker(&Faulting.DoDivision, Priorities.Above, inner));
        var message = new Exchange(0);
        message.NonBlockingReceive(outer, c.Reply());
        Check.Equal(UndefinedInstruction, message.Word3);
    }

    private static void HandleOnce(Worker* self)
    {
        var message = new Exchange(0);
        message.Receive(self->Argument0, self->Argument1);
        self->Result0 = message.Label;
        message.Word0 += 2;
        message.Set(0, 1);
        message.Send(self->Argument1);
    }

    private static void HandlerElsewhere(ref Context c)
    {
        var faults = c.Endpoint();
        var handler = c.Worker(&HandleOnce);
        c.SetSpace(handler, c.ProgramSpace());
        handler->Argument0 = faults;
        handler->Argument1 = c.Reply();
        c.Start(handler);
        var worker = c.Worker(&Faulting.DoUndefined, Priorities.Above, faults);
        c.Start(worker);
        Check.Equal((ulong)FaultType.UserException, handler->Result0);
        Check.Equal(1, worker->Progress);
    }

    private static void ManyThreads(ref Context c)
    {
        var faults = c.Endpoint();
        for (ulong i = 0; i < 16; i++)
        {
            c.Start(c.Worker(&Faulting.DoUndefined, Priorities.Above, c.Badged(faults, 1ul << (int)i)));
        }

        ulong seen = 0;
        for (var i = 0; i < 16; i++)
        {
            var message = new Exchange(0);
            message.NonBlockingReceive(faults, c.Reply());
            seen += message.Badge;
        }

        Check.Equal(0xffff, seen);
    }
}
