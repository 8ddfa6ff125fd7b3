// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Mint: badges and guards.</summary>
internal static unsafe class MintCases
{
    private const InvocationLabel Label = InvocationLabel.CNodeMint;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/mint"u8);
        CaseList.Add("badge-of-a-notification"u8, Label, &BadgeOfANotification);
        CaseList.Add("badge-of-an-endpoint"u8, Label, &BadgeOfAnEndpoint);
        CaseList.Add("badge-with-every-bit"u8, Label, &BadgeWithEveryBit);
        CaseList.Add("second-badge"u8, Label, &SecondBadge);
        CaseList.Add("second-badge-even-if-the-same"u8, Label, &SecondBadgeEvenIfTheSame);
        CaseList.Add("zero-badge-of-an-unbadged"u8, Label, &ZeroBadgeOfAnUnbadged);
        CaseList.Add("badge-and-fewer-rights"u8, Label, &BadgeAndFewerRights);
        CaseList.Add("data-means-nothing-to-a-thread"u8, Label, &DataMeansNothingToAThread);
        CaseList.Add("guard-is-translated-first"u8, Label, &GuardIsTranslatedFirst);
        CaseList.Add("guard-can-be-replaced"u8, Label, &GuardCanBeReplaced);
        CaseList.Add("guard-keeps-only-its-bits"u8, Label, &GuardKeepsOnlyItsBits);
        CaseList.Add("guard-as-large-as-possible"u8, Label, &GuardAsLargeAsPossible);
        CaseList.Add("guard-too-large"u8, Label, &GuardTooLarge);
        CaseList.Add("of-irq-control"u8, Label, &OfIrqControl);
        CaseList.Add("of-untyped-in-use"u8, Label, &OfUntypedInUse);
        CaseList.Add("frame-with-fewer-rights"u8, Label, &FrameWithFewerRights);
    }

    private static Error TryMint(ref Context c, ulong source, ulong data) =>
        RootCNode.Mint(source, c.Slot(), CapRights.All, data);

    private static void BadgeOfANotification(ref Context c)
    {
        var notification = c.Notification();
        Kernel.Signal(c.Badged(notification, 0b10));
        Kernel.Signal(c.Badged(notification, 0b100));
        Check.Equal(0b110, Kernel.Poll(notification));
    }

    private static void BadgeOfAnEndpoint(ref Context c)
    {
        var endpoint = c.Endpoint();
        c.Started(&SendOnce, c.Badged(endpoint, 0xabc));
        var message = new Exchange(0);
        message.Receive(endpoint, c.Reply());
        Check.Equal(0xabc, message.Badge);
    }

    private static void SendOnce(Worker* self)
    {
        var message = new Exchange(1);
        message.Send(self->Argument0);
    }

    private static void BadgeWithEveryBit(ref Context c)
    {
        var notification = c.Notification();
        Kernel.Signal(c.Badged(notification, ulong.MaxValue));
        Check.Equal(ulong.MaxValue, Kernel.Poll(notification));
    }

    private static void SecondBadge(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, TryMint(ref c, c.Badged(c.Endpoint(), 1), 2));
        Check.Equal(Error.IllegalOperation, TryMint(ref c, c.Badged(c.Notification(), 1), 2));
    }

    private static void SecondBadgeEvenIfTheSame(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, TryMint(ref c, c.Badged(c.Endpoint(), 1), 1));
        Check.Equal(Error.IllegalOperation, TryMint(ref c, c.Badged(c.Endpoint(), 1), 0));
    }

    private static void ZeroBadgeOfAnUnbadged(ref Context c)
    {
        var copy = c.Badged(c.Notification(), 0);
        Kernel.Signal(c.Badged(copy, 7));
        Check.Equal(7, Kernel.Poll(copy));
    }

    private static void BadgeAndFewerRights(ref Context c)
    {
        var notification = c.Notification();
        var message = new Exchange(0);
        message.Call(c.Badged(notification, 1, CapRights.Read));
        Check.Equal((ulong)Error.InvalidCapability, message.Label);
        Kernel.Signal(c.Badged(notification, 2, CapRights.Write));
        Check.Equal(2, Kernel.Poll(notification));
    }

    private static void DataMeansNothingToAThread(ref Context c)
    {
        var thread = c.NewThread();
        Check.Success(TryMint(ref c, thread.Slot, 12345));
    }

    private static void GuardIsTranslatedFirst(ref Context c)
    {
        var node = c.CNode(4);
        var guarded = new CNode(c.Badged(node.Slot, CNodeCapData.Create(0b101, 3).Word));
        var source = c.Endpoint();
        Check.Success(guarded.Copy(0b101_0011, 7, c.Node, source, RootCNode.FullDepth, CapRights.All));
        Check.Equal(Error.DeleteFirst, node.Copy(3, 4, c.Node, source, RootCNode.FullDepth, CapRights.All));
        Check.Equal(Error.FailedLookup, guarded.Copy(0b111_0100, 7, c.Node, source, RootCNode.FullDepth, CapRights.All));
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
        Check.Detail(2, 7);
        Check.Detail(3, 0b101);
        Check.Detail(4, 3);
    }

    private static void GuardCanBeReplaced(ref Context c)
    {
        var node = c.CNode(4);
        var first = c.Badged(node.Slot, CNodeCapData.Create(1, 1).Word);
        var second = new CNode(c.Badged(first, CNodeCapData.Create(2, 2).Word));
        Check.Success(second.Copy(0b10_0000, 6, c.Node, c.Endpoint(), RootCNode.FullDepth, CapRights.All));
    }

    private static void GuardKeepsOnlyItsBits(ref Context c)
    {
        var node = c.CNode(4);
        var guarded = new CNode(c.Badged(node.Slot, CNodeCapData.Create(0b1110, 2).Word));
        Check.Success(guarded.Copy(0b10_0001, 6, c.Node, c.Endpoint(), RootCNode.FullDepth, CapRights.All));
    }

    private static void GuardAsLargeAsPossible(ref Context c)
    {
        var node = c.CNode(6);
        var guarded = new CNode(c.Badged(node.Slot, CNodeCapData.Create(1, 58).Word));
        Check.Success(guarded.Copy((1 << 6) | 2, 64, c.Node, c.Endpoint(), RootCNode.FullDepth, CapRights.All));
        Check.Equal(Error.DeleteFirst, node.Copy(2, 6, c.Node, c.Endpoint(), RootCNode.FullDepth, CapRights.All));
    }

    private static void GuardTooLarge(ref Context c)
    {
        var node = c.CNode(6);
        Check.Equal(Error.IllegalOperation, TryMint(ref c, node.Slot, CNodeCapData.Create(0, 59).Word));
        Check.Equal(Error.IllegalOperation, TryMint(ref c, node.Slot, CNodeCapData.Create(0, 63).Word));
    }

    private static void OfIrqControl(ref Context c) =>
        Check.Equal(Error.IllegalOperation, TryMint(ref c, (ulong)RootSlot.IrqControl, 0));

    private static void OfUntypedInUse(ref Context c)
    {
        var memory = c.Untyped(12);
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Equal(Error.RevokeFirst, TryMint(ref c, memory.Slot, 0));
    }

    /// <summary>A frame without the right to write is mapped without it, whatever is asked for.</summary>
    private static void FrameWithFewerRights(ref Context c)
    {
        const ulong Address = 0x10_0000_0000;
        var faults = c.Endpoint();
        c.Map(new Page(c.Badged(c.Frame().Slot, 0, CapRights.Read)), Root.Space, Address, CapRights.ReadWrite);
        var worker = c.Worker(&WriteWord, Priorities.Above, faults);
        worker->Argument0 = Address;
        c.Start(worker);
        var message = new Exchange(0);
        message.Receive(faults, c.Reply());
        Check.Equal((ulong)FaultType.VmFault, message.Label);
        Check.Equal(Address, message.Word1);
    }

    private static void WriteWord(Worker* self) => *(ulong*)self->Argument0 = 1;
}
