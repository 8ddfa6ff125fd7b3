// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Threads;

/// <summary>TCB_Configure, SetSpace, SetIPCBuffer, SetTimeoutEndpoint.</summary>
internal static unsafe class SpaceCases
{
    private const InvocationLabel Configure = InvocationLabel.TcbConfigure;
    private const InvocationLabel SetSpace = InvocationLabel.TcbSetSpace;
    private const InvocationLabel SetBuffer = InvocationLabel.TcbSetIpcBuffer;
    private const InvocationLabel SetTimeout = InvocationLabel.TcbSetTimeoutEndpoint;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("thread/configure"u8);
        CaseList.Add("sets-all"u8, Configure, &SetsAll);
        CaseList.Add("without-a-buffer"u8, Configure, &WithoutABuffer);
        CaseList.Add("buffer-not-aligned"u8, Configure, &BufferNotAligned);
        CaseList.Add("buffer-not-a-frame"u8, Configure, &BufferNotAFrame);
        CaseList.Add("buffer-of-device-memory"u8, Configure, &BufferOfDeviceMemory);
        CaseList.Add("capability-space-not-a-cnode"u8, Configure, &CSpaceNotACNode);
        CaseList.Add("guard-too-large"u8, Configure, &GuardTooLarge);
        CaseList.Add("address-space-not-a-root"u8, Configure, &VSpaceNotARoot);
        CaseList.Add("address-space-without-identifier"u8, Configure, &VSpaceWithoutIdentifier);
        CaseList.Add("message-too-short"u8, Configure, &ConfigureTooShort);
        CaseList.Add("a-capability-missing"u8, Configure, &ConfigureCapMissing);

        CaseList.Group("thread/set-space"u8);
        CaseList.Add("changes-the-capability-space"u8, SetSpace, &ChangesTheCSpace);
        CaseList.Add("gives-the-root-a-guard"u8, SetSpace, &GivesAGuard);
        CaseList.Add("changes-the-address-space-of-the-caller"u8, SetSpace, &ChangesTheVSpaceOfTheCaller);
        CaseList.Add("takes-the-fault-handler-away"u8, SetSpace, &TakesTheHandlerAway);
        CaseList.Add("fault-handler-of-another-type"u8, SetSpace, &HandlerOfAnotherType);
        CaseList.Add("fault-handler-without-rights"u8, SetSpace, &HandlerWithoutRights);
        CaseList.Add("capability-space-not-a-cnode"u8, SetSpace, &SetSpaceCSpaceNotACNode);
        CaseList.Add("address-space-without-identifier"u8, SetSpace, &SetSpaceVSpaceWithoutIdentifier);
        CaseList.Add("message-too-short"u8, SetSpace, &SetSpaceTooShort);
        CaseList.Add("a-capability-missing"u8, SetSpace, &SetSpaceCapMissing);

        CaseList.Group("thread/set-ipc-buffer"u8);
        CaseList.Add("not-aligned"u8, SetBuffer, &SetBufferNotAligned);
        CaseList.Add("not-a-frame"u8, SetBuffer, &SetBufferNotAFrame);
        CaseList.Add("address-zero-removes-it"u8, SetBuffer, &SetBufferZero);
        CaseList.Add("large-frame"u8, SetBuffer, &SetBufferLargeFrame);
        CaseList.Add("message-too-short"u8, SetBuffer, &SetBufferTooShort);
        CaseList.Add("no-capability"u8, SetBuffer, &SetBufferNoCap);

        CaseList.Group("thread/set-timeout-endpoint"u8);
        CaseList.Add("of-another-type"u8, SetTimeout, &TimeoutOfAnotherType);
        CaseList.Add("without-rights"u8, SetTimeout, &TimeoutWithoutRights);
        CaseList.Add("none"u8, SetTimeout, &TimeoutNone);
        CaseList.Add("with-grant-reply-only"u8, SetTimeout, &TimeoutWithGrantReply);
        CaseList.Add("no-capability"u8, SetTimeout, &TimeoutNoCap);
    }

    private static Error TryConfigure(Tcb thread, ulong cspace, ulong guard, ulong vspace, ulong address, ulong frame) =>
        thread.Configure(new CNode(cspace), guard, vspace, 0, address, frame);

    private static void SetsAll(ref Context c) =>
        Check.Success(TryConfigure(c.NewThread(), c.CNode(4).Slot, 0, c.Space().Slot, 0x1400, c.Frame().Slot));

    private static void WithoutABuffer(ref Context c) =>
        Check.Success(TryConfigure(c.NewThread(), c.CNode(4).Slot, 0, c.Space().Slot, 0, c.Slot()));

    private static void BufferNotAligned(ref Context c) =>
        Check.Equal(
            Error.AlignmentError, TryConfigure(c.NewThread(), c.CNode(4).Slot, 0, c.Space().Slot, 0x1200, c.Frame().Slot));

    private static void BufferNotAFrame(ref Context c) =>
        Check.Equal(
            Error.IllegalOperation, TryConfigure(c.NewThread(), c.CNode(4).Slot, 0, c.Space().Slot, 0x1000, c.Endpoint()));

    private static void BufferOfDeviceMemory(ref Context c)
    {
        var frame = c.Slot();
        Check.Success(RootCNode.Retype(Root.FindDevice(12), ObjectType.Page4K, 0, frame));
        Check.Equal(
            Error.IllegalOperation, TryConfigure(c.NewThread(), c.CNode(4).Slot, 0, c.Space().Slot, 0x1000, frame));
    }

    private static void CSpaceNotACNode(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, TryConfigure(c.NewThread(), c.Endpoint(), 0, c.Space().Slot, 0, c.Slot()));
        Check.Equal(Error.IllegalOperation, TryConfigure(c.NewThread(), c.Slot(), 0, c.Space().Slot, 0, c.Slot()));
    }

    private static void GuardTooLarge(ref Context c) =>
        Check.Equal(
            Error.IllegalOperation,
            TryConfigure(c.NewThread(), c.CNode(6).Slot, CNodeCapData.Create(0, 59).Word, c.Space().Slot, 0, c.Slot()));

    private static void VSpaceNotARoot(ref Context c)
    {
        var node = c.CNode(4).Slot;
        Check.Equal(Error.IllegalOperation, TryConfigure(c.NewThread(), node, 0, c.Frame().Slot, 0, c.Slot()));
        Check.Equal(Error.IllegalOperation, TryConfigure(c.NewThread(), node, 0, c.Slot(), 0, c.Slot()));
    }

    private static void VSpaceWithoutIdentifier(ref Context c) =>
        Check.Equal(
            Error.IllegalOperation,
            TryConfigure(c.NewThread(), c.CNode(4).Slot, 0, c.Create(ObjectType.Pml4), 0, c.Slot()));

    private static void ArrangeThree(ref Context c, ulong first, ulong second, ulong third)
    {
        c.Buffer.SetCap(0, first);
        c.Buffer.SetCap(1, second);
        c.Buffer.SetCap(2, third);
        c.Buffer.SetWord(0, 0);
        c.Buffer.SetWord(1, 0);
        c.Buffer.SetWord(2, 0);
    }

    private static void ConfigureTooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        ArrangeThree(ref c, c.Node.Slot, Root.Space.Slot, 0);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Configure, 2, 3));
    }

    private static void ConfigureCapMissing(ref Context c)
    {
        var thread = c.NewThread().Slot;
        ArrangeThree(ref c, c.Node.Slot, Root.Space.Slot, 0);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, Configure, 3, 2));
    }

    private static void SignalTwice(Worker* self)
    {
        var message = new Exchange(0);
        message.Call(self->Argument0);
        message.Wait(self->Argument1);
        message.Call(self->Argument0);
        self->Progress = 1;
    }

    private static void ChangesTheCSpace(ref Context c)
    {
        var first = c.Notification();
        var second = c.Notification();
        var go = c.Notification();
        var worker = c.Worker(&SignalTwice);
        var node = c.GiveCSpace(worker, 4);
        c.Give(node, 8, c.Badged(first, 1));
        c.Give(node, 9, go);
        worker->Argument0 = 8;
        worker->Argument1 = 9;
        c.Start(worker);
        var other = c.GiveCSpace(worker, 5);
        c.Give(other, 8, c.Badged(second, 1));
        Kernel.Signal(go);
        c.Join(worker);
        Check.Equal(1, Kernel.Poll(first));
        Check.Equal(1, Kernel.Poll(second));
    }

    private static void GivesAGuard(ref Context c)
    {
        const ulong Guard = 0xabc << 4;
        var target = c.Notification();
        var go = c.Badged(c.Notification(), 1);
        var worker = c.Worker(&SignalTwice);
        var guarded = c.GiveCSpace(worker, 4);
        c.Give(guarded, 8, c.Badged(target, 1));
        c.Give(guarded, 9, go);
        Check.Success(worker->Thread.SetSpace(
            new Endpoint(Supervisor.WorkerFaults), guarded, CNodeCapData.Create(0xabc, 60).Word, Root.Space.Slot, 0));
        worker->Argument0 = Guard | 8;
        worker->Argument1 = Guard | 9;
        worker->DoneSlot |= Guard;
        worker->ParkSlot |= Guard;
        Kernel.Signal(go);
        c.Start(worker);
        c.Join(worker);
        Check.Equal(1, Kernel.Poll(target));
    }

    /// <summary>The case goes on in another address space with the same program, and returns.</summary>
    private static void ChangesTheVSpaceOfTheCaller(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var space = c.ProgramSpace();
        c.MappedFrame(space, Address);
        Map(ref c, space);
        Check.Success(c.Thread.SetSpace(new Endpoint(Supervisor.CaseEndpoint), c.Node, 0, space.Slot, 0));
        *(ulong*)Address = 5;
        var seen = *(ulong*)Address;
        Check.Success(c.Thread.SetSpace(new Endpoint(Supervisor.CaseEndpoint), c.Node, 0, Root.Space.Slot, 0));
        Check.Equal(5, seen);
    }

    /// <summary>IPC buffer and boot information lie behind the program.</summary>
    private static void Map(ref Context c, Pml4 space)
    {
        c.Map(
            new Page(c.Copy((ulong)RootSlot.InitThreadIpcBuffer)), space, Root.BootInfo->IpcBufferAddress, CapRights.ReadWrite);
        c.Map(
            new Page(c.Copy((ulong)RootSlot.BootInfoFrame)), space, (ulong)Root.BootInfo & ~0xffful, CapRights.ReadWrite);
    }

    private static void Fault(Worker* self) => *(ulong*)self->Argument0 = 1;

    private static void TakesTheHandlerAway(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Fault, Priorities.Above, c.Badged(faults, 1));
        Check.Success(worker->Thread.SetSpace(default, c.Node, 0, Root.Space.Slot, 0));
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal(0, message.Badge);
    }

    private static void HandlerOfAnotherType(ref Context c)
    {
        Check.Equal(
            Error.InvalidCapability, c.NewThread().SetSpace(new Endpoint(c.Notification()), c.Node, 0, Root.Space.Slot, 0));
        Check.Detail(0, 1);
    }

    private static void HandlerWithoutRights(ref Context c)
    {
        var endpoint = c.Endpoint();
        Check.Equal(
            Error.InvalidCapability,
            c.NewThread().SetSpace(new Endpoint(c.Copy(endpoint, CapRights.Write)), c.Node, 0, Root.Space.Slot, 0));
        Check.Equal(
            Error.InvalidCapability,
            c.NewThread().SetSpace(
                new Endpoint(c.Copy(endpoint, CapRights.Create(true, true, true, false))), c.Node, 0, Root.Space.Slot, 0));
    }

    private static void SetSpaceCSpaceNotACNode(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.NewThread().SetSpace(default, new CNode(c.Endpoint()), 0, Root.Space.Slot, 0));

    private static void SetSpaceVSpaceWithoutIdentifier(ref Context c) =>
        Check.Equal(Error.IllegalOperation, c.NewThread().SetSpace(default, c.Node, 0, c.Create(ObjectType.Pml4), 0));

    private static void SetSpaceTooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        ArrangeThree(ref c, 0, c.Node.Slot, Root.Space.Slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, SetSpace, 1, 3));
    }

    private static void SetSpaceCapMissing(ref Context c)
    {
        var thread = c.NewThread().Slot;
        ArrangeThree(ref c, 0, c.Node.Slot, Root.Space.Slot);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, SetSpace, 2, 2));
    }

    private static void SetBufferNotAligned(ref Context c) =>
        Check.Equal(Error.AlignmentError, c.NewThread().SetIpcBuffer(0x1008, c.Frame().Slot));

    private static void SetBufferNotAFrame(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, c.NewThread().SetIpcBuffer(0x1000, c.Endpoint()));
        Check.Equal(Error.IllegalOperation, c.NewThread().SetIpcBuffer(0x1000, c.Slot()));
    }

    private static void SetBufferZero(ref Context c) => Check.Success(c.NewThread().SetIpcBuffer(0, c.Slot()));

    private static void SetBufferLargeFrame(ref Context c) =>
        Check.Success(c.NewThread().SetIpcBuffer(0x1ffc00, c.Create(ObjectType.LargePage)));

    private static void SetBufferTooShort(ref Context c)
    {
        var thread = c.NewThread().Slot;
        ArrangeThree(ref c, c.Frame().Slot, 0, 0);
        Check.Equal(Error.TruncatedMessage, c.Invoke(thread, SetBuffer, 0, 1));
    }

    private static void SetBufferNoCap(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, SetBuffer, 1));

    private static void TimeoutOfAnotherType(ref Context c)
    {
        Check.Equal(Error.InvalidCapability, c.NewThread().SetTimeoutEndpoint(new Endpoint(c.Notification())));
        Check.Detail(0, 1);
    }

    private static void TimeoutWithoutRights(ref Context c) =>
        Check.Equal(
            Error.InvalidCapability,
            c.NewThread().SetTimeoutEndpoint(new Endpoint(c.Copy(c.Endpoint(), CapRights.ReadWrite))));

    private static void TimeoutNone(ref Context c) => Check.Success(c.NewThread().SetTimeoutEndpoint(default));

    private static void TimeoutWithGrantReply(ref Context c) =>
        Check.Success(c.NewThread().SetTimeoutEndpoint(
            new Endpoint(c.Copy(c.Endpoint(), CapRights.Create(true, false, false, true)))));

    private static void TimeoutNoCap(ref Context c) =>
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.NewThread().Slot, SetTimeout));
}
