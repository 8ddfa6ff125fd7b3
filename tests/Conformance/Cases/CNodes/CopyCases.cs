// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Copy: what a copy conveys, and of which types there are copies.</summary>
internal static unsafe class CopyCases
{
    private const InvocationLabel Label = InvocationLabel.CNodeCopy;
    private const ulong MapAddress = 0x10_0000_0000;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/copy"u8);
        CaseList.Add("names-the-same-object"u8, Label, &NamesTheSameObject);
        CaseList.Add("keeps-the-badge"u8, Label, &KeepsTheBadge);
        CaseList.Add("leaves-the-source"u8, Label, &LeavesTheSource);
        CaseList.Add("takes-the-right-to-signal"u8, Label, &TakesTheRightToSignal);
        CaseList.Add("takes-the-right-to-wait"u8, Label, &TakesTheRightToWait);
        CaseList.Add("never-adds-rights"u8, Label, &NeverAddsRights);
        CaseList.Add("of-a-thread"u8, Label, &OfAThread);
        CaseList.Add("of-a-cnode-is-a-root"u8, Label, &OfACNodeIsARoot);
        CaseList.Add("of-a-reply"u8, Label, &OfAReply);
        CaseList.Add("of-a-scheduling-context"u8, Label, &OfASchedulingContext);
        CaseList.Add("of-the-authorities"u8, Label, &OfTheAuthorities);
        CaseList.Add("of-unused-untyped"u8, Label, &OfUnusedUntyped);
        CaseList.Add("of-untyped-in-use"u8, Label, &OfUntypedInUse);
        CaseList.Add("of-irq-control"u8, Label, &OfIrqControl);
        CaseList.Add("of-io-port-control"u8, Label, &OfIoPortControl);
        CaseList.Add("of-a-mapped-frame-is-unmapped"u8, Label, &OfAMappedFrame);
        CaseList.Add("of-unmapped-tables"u8, Label, &OfUnmappedTables);
        CaseList.Add("of-a-mapped-table"u8, Label, &OfAMappedTable);
        CaseList.Add("of-a-root-without-identifier"u8, Label, &OfARootWithoutIdentifier);
        CaseList.Add("of-a-root-with-identifier"u8, Label, &OfARootWithIdentifier);
        CaseList.Add("between-two-cnodes"u8, Label, &BetweenTwoCNodes);
    }

    private static Error TryCopy(ref Context c, ulong source) =>
        c.Node.Copy(c.Slot(), RootCNode.FullDepth, c.Node, source, RootCNode.FullDepth, CapRights.All);

    private static void NamesTheSameObject(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var copy = c.Copy(notification);
        Kernel.Signal(copy);
        Check.Equal(4, Kernel.Poll(notification));
    }

    private static void KeepsTheBadge(ref Context c)
    {
        var notification = c.Notification();
        Kernel.Signal(c.Copy(c.Badged(notification, 0x55)));
        Check.Equal(0x55, Kernel.Poll(notification));
    }

    private static void LeavesTheSource(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 8);
        c.Delete(c.Copy(notification));
        Kernel.Signal(notification);
        Check.Equal(8, Kernel.Poll(notification));
    }

    private static void TakesTheRightToSignal(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 1);
        var message = new Exchange(0);
        message.Call(c.Copy(notification, CapRights.Read));
        Check.Equal((ulong)Error.InvalidCapability, message.Label);
        Check.Equal(0, Kernel.Poll(notification));
    }

    private static void TakesTheRightToWait(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&WaitOnce, Priorities.Above, faults);
        worker->Argument0 = c.Copy(c.Notification(), CapRights.Write);
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.CapFault, message.Label);
    }

    private static void WaitOnce(Worker* self)
    {
        var message = new Exchange(0);
        message.Wait(self->Argument0);
    }

    private static void NeverAddsRights(ref Context c)
    {
        var readOnly = c.Copy(c.Badged(c.Notification(), 1), CapRights.Read);
        var message = new Exchange(0);
        message.Call(c.Copy(readOnly, CapRights.All));
        Check.Equal((ulong)Error.InvalidCapability, message.Label);
    }

    private static void OfAThread(ref Context c)
    {
        var thread = c.NewThread();
        var registers = default(UserContext);
        registers.Rip = 0x1234;
        Check.Success(new Tcb(c.Copy(thread.Slot)).WriteRegisters(false, 0, UserContext.Length, ref registers));
        registers.Rip = 0;
        Check.Success(thread.ReadRegisters(false, 0, UserContext.Length, ref registers));
        Check.Equal(0x1234, registers.Rip);
    }

    private static void OfACNodeIsARoot(ref Context c)
    {
        var node = c.CNode(3);
        var copy = new CNode(c.Copy(node.Slot));
        Check.Success(copy.Copy(5, 3, c.Node, c.Endpoint(), RootCNode.FullDepth, CapRights.All));
        Check.Equal(Error.DeleteFirst, node.Copy(5, 3, c.Node, c.Endpoint(), RootCNode.FullDepth, CapRights.All));
    }

    private static void OfAReply(ref Context c)
    {
        var reply = c.Reply();
        Check.Success(TryCopy(ref c, reply));
    }

    private static void OfASchedulingContext(ref Context c)
    {
        var time = c.NewSchedContext();
        Check.Success(Root.SchedControl.ConfigureFlags(new SchedContext(c.Copy(time.Slot)), 1000, 1000, 0, 0, SchedContextFlags.None));
        Check.Success(time.Consumed(out _));
    }

    private static void OfTheAuthorities(ref Context c)
    {
        Check.Success(TryCopy(ref c, Root.SchedControl.Slot));
        Check.Success(TryCopy(ref c, (ulong)RootSlot.Domain));
        Check.Success(TryCopy(ref c, (ulong)RootSlot.AsidControl));
        Check.Success(TryCopy(ref c, (ulong)RootSlot.InitThreadAsidPool));
    }

    private static void OfUnusedUntyped(ref Context c)
    {
        var memory = c.Untyped(12);
        Check.Success(TryCopy(ref c, memory.Slot));
    }

    private static void OfUntypedInUse(ref Context c)
    {
        var memory = c.Untyped(12);
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Equal(Error.RevokeFirst, TryCopy(ref c, memory.Slot));
    }

    private static void OfIrqControl(ref Context c) =>
        Check.Equal(Error.IllegalOperation, TryCopy(ref c, (ulong)RootSlot.IrqControl));

    private static void OfIoPortControl(ref Context c) =>
        Check.Equal(Error.IllegalOperation, TryCopy(ref c, (ulong)RootSlot.IoPortControl));

    private static void OfAMappedFrame(ref Context c)
    {
        var frame = c.MappedFrame(Root.Space, MapAddress);
        var copy = new Page(c.Copy(frame.Slot));
        Check.Success(copy.Map(Root.Space, MapAddress + 0x1000, CapRights.ReadWrite, VmAttributes.Default));
        *(ulong*)MapAddress = 0x77;
        Check.Equal(0x77, *(ulong*)(MapAddress + 0x1000));
    }

    private static void OfUnmappedTables(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, TryCopy(ref c, c.Create(ObjectType.PageTable)));
        Check.Equal(Error.IllegalOperation, TryCopy(ref c, c.Create(ObjectType.PageDirectory)));
        Check.Equal(Error.IllegalOperation, TryCopy(ref c, c.Create(ObjectType.PageDirectoryPointerTable)));
    }

    private static void OfAMappedTable(ref Context c)
    {
        var table = new PageDirectoryPointerTable(c.Create(ObjectType.PageDirectoryPointerTable));
        Check.Success(table.Map(c.Space(), MapAddress, VmAttributes.Default));
        Check.Success(TryCopy(ref c, table.Slot));
    }

    private static void OfARootWithoutIdentifier(ref Context c) =>
        Check.Equal(Error.IllegalOperation, TryCopy(ref c, c.Create(ObjectType.Pml4)));

    private static void OfARootWithIdentifier(ref Context c) => Check.Success(TryCopy(ref c, c.Space().Slot));

    private static void BetweenTwoCNodes(ref Context c)
    {
        var from = c.CNode(4);
        var to = c.CNode(6);
        var notification = c.Badged(c.Notification(), 2);
        Check.Success(from.Move(9, 4, c.Node, notification, RootCNode.FullDepth));
        Check.Success(to.Copy(33, 6, from, 9, 4, CapRights.All));
        var back = c.Slot();
        Check.Success(c.Node.Move(back, RootCNode.FullDepth, to, 33, 6));
        Kernel.Signal(back);
        Check.Equal(2, Kernel.Poll(back));
    }
}
