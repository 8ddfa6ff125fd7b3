// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.Memory;

/// <summary>What Untyped_Retype refuses.</summary>
internal static unsafe class RetypeRefusals
{
    private const byte Full = RootCNode.FullDepth;
    private const InvocationLabel Label = InvocationLabel.UntypedRetype;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("untyped/retype-refusals"u8);
        CaseList.Add("type-that-does-not-exist"u8, Label, &NoSuchType);
        CaseList.Add("untyped-too-small"u8, Label, &UntypedTooSmall);
        CaseList.Add("cnode-of-one-slot"u8, Label, &CNodeOfOneSlot);
        CaseList.Add("scheduling-context-too-small"u8, Label, &SchedContextTooSmall);
        CaseList.Add("size-beyond-all-objects"u8, Label, &SizeBeyondAllObjects);
        CaseList.Add("size-beyond-a-word"u8, Label, &SizeBeyondAWord);
        CaseList.Add("cnode-size-beyond-all-objects"u8, Label, &CNodeTooLarge);
        CaseList.Add("no-objects"u8, Label, &NoObjects);
        CaseList.Add("too-many-objects"u8, Label, &TooManyObjects);
        CaseList.Add("a-count-that-overflows"u8, Label, &CountThatOverflows);
        CaseList.Add("offset-behind-the-cnode"u8, Label, &OffsetBehindTheCNode);
        CaseList.Add("slots-reach-past-the-cnode"u8, Label, &SlotsReachPast);
        CaseList.Add("one-slot-of-several-occupied"u8, Label, &OneSlotOccupied);
        CaseList.Add("destination-root-of-another-type"u8, Label, &RootOfAnotherType);
        CaseList.Add("destination-node-of-another-type"u8, Label, &NodeOfAnotherType);
        CaseList.Add("destination-does-not-exist"u8, Label, &DestinationDoesNotExist);
        CaseList.Add("destination-depth-too-large"u8, Label, &DepthTooLarge);
        CaseList.Add("object-larger-than-the-memory"u8, Label, &LargerThanTheMemory);
        CaseList.Add("memory-used-up"u8, Label, &MemoryUsedUp);
        CaseList.Add("alignment-uses-memory-too"u8, Label, &AlignmentUsesMemory);
        CaseList.Add("kernel-object-from-device-memory"u8, Label, &FromDeviceMemory);
        CaseList.Add("message-too-short"u8, Label, &MessageTooShort);
        CaseList.Add("no-destination-root"u8, Label, &NoRoot);
        CaseList.Add("unknown-label"u8, Label, &UnknownLabel);
        CaseList.Add("leaves-nothing-behind"u8, Label, &LeavesNothingBehind);
    }

    private static void NoSuchType(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(c.Untyped(12), ObjectType.Count, 0, c.Slot()));
        Check.Detail(0, 0);
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(c.Untyped(12), (ObjectType)ulong.MaxValue, 0, c.Slot()));
        Check.Detail(0, 0);
    }

    private static void UntypedTooSmall(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(c.Untyped(12), ObjectType.Untyped, Limits.MinimumUntypedBits - 1, c.Slot()));
        Check.Detail(0, 1);
    }

    private static void CNodeOfOneSlot(ref Context c)
    {
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(c.Untyped(12), ObjectType.CapTable, 0, c.Slot()));
        Check.Detail(0, 1);
    }

    private static void SchedContextTooSmall(ref Context c)
    {
        var bits = ObjectSizes.MinimumSchedContextBits - 1;
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(c.Untyped(12), ObjectType.SchedContext, bits, c.Slot()));
        Check.Detail(0, 1);
    }

    private static void SizeBeyondAllObjects(ref Context c)
    {
        var bits = Limits.MaximumUntypedBits + 1;
        Check.Equal(Error.RangeError, RootCNode.Retype(c.Untyped(12), ObjectType.Untyped, bits, c.Slot()));
        Check.Detail(0, 0);
        Check.Detail(1, Limits.MaximumUntypedBits);
    }

    private static void SizeBeyondAWord(ref Context c)
    {
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Untyped, 64, c.Node, 0, 0, c.Slot(), 1));
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Untyped, ulong.MaxValue, c.Node, 0, 0, c.Slot(), 1));
    }

    private static void CNodeTooLarge(ref Context c)
    {
        var bits = Limits.MaximumUntypedBits + 1 - ObjectSizes.SlotBits;
        Check.Equal(Error.RangeError, RootCNode.Retype(c.Untyped(12), ObjectType.CapTable, bits, c.Slot()));
    }

    private static void NoObjects(ref Context c)
    {
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.Node, 0, 0, c.Slot(), 0));
        Check.Detail(0, 1);
        Check.Detail(1, ProfileParameters.RetypeFanOutLimit);
    }

    private static void TooManyObjects(ref Context c)
    {
        const ulong Count = ProfileParameters.RetypeFanOutLimit + 1;
        Check.Equal(Error.RangeError, c.Untyped(16).Retype(ObjectType.Endpoint, 0, c.Node, 0, 0, c.Slots(Count), Count));
        Check.Detail(0, 1);
        Check.Detail(1, ProfileParameters.RetypeFanOutLimit);
    }

    private static void CountThatOverflows(ref Context c) =>
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.Node, 0, 0, c.Slot(), ulong.MaxValue));

    private static void OffsetBehindTheCNode(ref Context c)
    {
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.CNode(4), 0, 0, 16, 1));
        Check.Detail(0, 0);
        Check.Detail(1, 15);
    }

    private static void SlotsReachPast(ref Context c)
    {
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.CNode(4), 0, 0, 12, 5));
        Check.Detail(0, 1);
        Check.Detail(1, 4);
    }

    private static void OneSlotOccupied(ref Context c)
    {
        var node = c.CNode(4);
        Check.Success(node.Copy(6, 4, c.Node, c.Endpoint(), Full, CapRights.All));
        Check.Equal(Error.DeleteFirst, c.Untyped(12).Retype(ObjectType.Endpoint, 0, node, 0, 0, 4, 3));
        Check.Equal(Error.FailedLookup, c.Node.Move(c.Slot(), Full, node, 4, 4));
    }

    private static void RootOfAnotherType(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Untyped(12).Retype(ObjectType.Endpoint, 0, new CNode(c.Endpoint()), 0, 0, 1, 1));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.MissingCapability);
    }

    private static void NodeOfAnotherType(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.Node, c.Endpoint(), Full, 1, 1));
        Check.Detail(1, (ulong)LookupFailureType.MissingCapability);
        Check.Detail(2, 64);
    }

    private static void DestinationDoesNotExist(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.Node, 1ul << 60, Full, 1, 1));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.GuardMismatch);
    }

    private static void DepthTooLarge(ref Context c)
    {
        Check.Equal(Error.RangeError, c.Untyped(12).Retype(ObjectType.Endpoint, 0, c.Node, c.CNode(4).Slot, 65, 1, 1));
        Check.Detail(0, 1);
        Check.Detail(1, 64);
    }

    private static void LargerThanTheMemory(ref Context c)
    {
        Check.Equal(Error.NotEnoughMemory, RootCNode.Retype(c.Untyped(10), ObjectType.Page4K, 0, c.Slot()));
        Check.Detail(0, 1024);
    }

    private static void MemoryUsedUp(ref Context c)
    {
        var memory = c.Untyped(12);
        Check.Success(RootCNode.Retype(memory, ObjectType.Page4K, 0, c.Slot()));
        Check.Equal(Error.NotEnoughMemory, RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Detail(0, 0);
    }

    private static void AlignmentUsesMemory(ref Context c)
    {
        var memory = c.Untyped(13);
        Check.Success(RootCNode.Retype(memory, ObjectType.Endpoint, 0, c.Slot()));
        Check.Equal(Error.NotEnoughMemory, memory.Retype(ObjectType.Page4K, 0, c.Node, 0, 0, c.Slots(2), 2));
        Check.Success(RootCNode.Retype(memory, ObjectType.Page4K, 0, c.Slot()));
    }

    private static void FromDeviceMemory(ref Context c)
    {
        var device = Root.FindDevice(14);
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(device, ObjectType.Endpoint, 0, c.Slot()));
        Check.Detail(0, 1);
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(device, ObjectType.Tcb, 0, c.Slot()));
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(device, ObjectType.CapTable, 4, c.Slot()));
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(device, ObjectType.PageTable, 0, c.Slot()));
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(device, ObjectType.Pml4, 0, c.Slot()));
        Check.Equal(Error.InvalidArgument, RootCNode.Retype(device, ObjectType.SchedContext, 8, c.Slot()));
    }

    private static void Arrange(ref Context c)
    {
        c.Buffer.SetCap(0, c.Node.Slot);
        c.Buffer.SetWord(0, (ulong)ObjectType.Endpoint);
        c.Buffer.SetWord(1, 0);
        c.Buffer.SetWord(2, 0);
        c.Buffer.SetWord(3, 0);
        c.Buffer.SetWord(4, c.Slot());
        c.Buffer.SetWord(5, 1);
    }

    private static void MessageTooShort(ref Context c)
    {
        var memory = c.Untyped(12);
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(memory.Slot, Label, InvocationShapes.UntypedRetypeWords - 1, 1));
    }

    private static void NoRoot(ref Context c)
    {
        var memory = c.Untyped(12);
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(memory.Slot, Label, InvocationShapes.UntypedRetypeWords));
    }

    private static void UnknownLabel(ref Context c)
    {
        var memory = c.Untyped(12);
        Arrange(ref c);
        Check.Equal(Error.IllegalOperation, c.Invoke(memory.Slot, InvocationLabel.TcbResume, InvocationShapes.UntypedRetypeWords, 1));
    }

    private static void LeavesNothingBehind(ref Context c)
    {
        var memory = c.Untyped(12);
        Check.Equal(Error.NotEnoughMemory, memory.Retype(ObjectType.Tcb, 0, c.Node, 0, 0, c.Slots(9), 9));
        Check.Success(c.Node.Copy(c.Slot(), Full, c.Node, memory.Slot, Full, CapRights.All));
    }
}
