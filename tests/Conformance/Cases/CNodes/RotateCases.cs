// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>CNode_Rotate.</summary>
internal static unsafe class RotateCases
{
    private const ulong Full = RootCNode.FullDepth;
    private const InvocationLabel Label = InvocationLabel.CNodeRotate;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/rotate"u8);
        CaseList.Add("moves-both"u8, Label, &MovesBoth);
        CaseList.Add("exchanges-two"u8, Label, &ExchangesTwo);
        CaseList.Add("keeps-children"u8, Label, &KeepsChildren);
        CaseList.Add("gives-guards"u8, Label, &GivesGuards);
        CaseList.Add("destination-occupied"u8, Label, &DestinationOccupied);
        CaseList.Add("pivot-is-source"u8, Label, &PivotIsSource);
        CaseList.Add("pivot-is-destination"u8, Label, &PivotIsDestination);
        CaseList.Add("source-empty"u8, Label, &SourceEmpty);
        CaseList.Add("pivot-empty"u8, Label, &PivotEmpty);
        CaseList.Add("endpoints-cannot-be-mutated"u8, Label, &EndpointsCannotBeMutated);
        CaseList.Add("guard-too-large"u8, Label, &GuardTooLarge);
        CaseList.Add("destination-depth-zero"u8, Label, &DestinationDepthZero);
        CaseList.Add("pivot-depth-zero"u8, Label, &PivotDepthZero);
        CaseList.Add("source-depth-too-large"u8, Label, &SourceDepthTooLarge);
        CaseList.Add("pivot-root-of-another-type"u8, Label, &PivotRootOfAnotherType);
        CaseList.Add("source-root-of-another-type"u8, Label, &SourceRootOfAnotherType);
        CaseList.Add("message-too-short"u8, Label, &MessageTooShort);
        CaseList.Add("one-root-missing"u8, Label, &OneRootMissing);
    }

    private static Error Rotate(ref Context c, ulong destination, ulong pivot, ulong source) =>
        c.Node.Rotate(destination, (byte)Full, 0, c.Node, pivot, (byte)Full, 0, c.Node, source, (byte)Full);

    /// <summary>A thread that is told from others by a register.</summary>
    private static ulong Marked(ref Context c, ulong mark)
    {
        var thread = c.NewThread();
        var registers = default(UserContext);
        registers.R15 = mark;
        Check.Success(thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        return thread.Slot;
    }

    private static ulong MarkOf(ulong slot)
    {
        var registers = default(UserContext);
        Check.Success(new Tcb(slot).ReadRegisters(false, 0, UserContext.Length, ref registers));
        return registers.R15;
    }

    private static void MovesBoth(ref Context c)
    {
        var source = Marked(ref c, 1);
        var pivot = Marked(ref c, 2);
        var destination = c.Slot();
        Check.Success(Rotate(ref c, destination, pivot, source));
        Check.Equal(2, MarkOf(destination));
        Check.Equal(1, MarkOf(pivot));
        Check.That(c.IsEmpty(source));
    }

    private static void ExchangesTwo(ref Context c)
    {
        var source = Marked(ref c, 1);
        var pivot = Marked(ref c, 2);
        Check.Success(Rotate(ref c, source, pivot, source));
        Check.Equal(2, MarkOf(source));
        Check.Equal(1, MarkOf(pivot));
    }

    private static void KeepsChildren(ref Context c)
    {
        var source = Marked(ref c, 1);
        var pivot = Marked(ref c, 2);
        var childOfSource = c.Copy(source);
        var childOfPivot = c.Copy(pivot);
        Check.Success(Rotate(ref c, source, pivot, source));
        c.Revoke(source);
        Check.That(c.IsEmpty(childOfPivot));
        Check.That(!c.IsEmpty(childOfSource));
    }

    private static void GivesGuards(ref Context c)
    {
        var source = c.CNode(4);
        var pivot = c.CNode(5);
        var destination = c.Slot();
        Check.Success(c.Node.Rotate(
            destination, (byte)Full, CNodeCapData.Create(1, 1).Word, c.Node, pivot.Slot, (byte)Full, CNodeCapData.Create(2, 2).Word,
            c.Node, source.Slot, (byte)Full));
        Check.Success(new CNode(destination).Copy(1 << 5, 6, c.Node, c.Endpoint(), (byte)Full, CapRights.All));
        Check.Success(new CNode(pivot.Slot).Copy(2 << 4, 6, c.Node, c.Endpoint(), (byte)Full, CapRights.All));
    }

    private static void DestinationOccupied(ref Context c)
    {
        var source = Marked(ref c, 1);
        var pivot = Marked(ref c, 2);
        var destination = Marked(ref c, 3);
        Check.Equal(Error.DeleteFirst, Rotate(ref c, destination, pivot, source));
        Check.Equal(1, MarkOf(source));
        Check.Equal(2, MarkOf(pivot));
        Check.Equal(3, MarkOf(destination));
    }

    private static void PivotIsSource(ref Context c)
    {
        var source = Marked(ref c, 1);
        Check.Equal(Error.IllegalOperation, Rotate(ref c, c.Slot(), source, source));
        Check.Equal(1, MarkOf(source));
    }

    private static void PivotIsDestination(ref Context c)
    {
        var pivot = Marked(ref c, 2);
        Check.Equal(Error.IllegalOperation, Rotate(ref c, pivot, pivot, Marked(ref c, 1)));
    }

    private static void SourceEmpty(ref Context c)
    {
        var pivot = Marked(ref c, 2);
        Check.Equal(Error.FailedLookup, Rotate(ref c, c.Slot(), pivot, c.Slot()));
        Check.Detail(0, 1);
        Check.Detail(1, (ulong)LookupFailureType.MissingCapability);
        Check.Detail(2, 64);
        Check.Equal(2, MarkOf(pivot));
    }

    private static void PivotEmpty(ref Context c)
    {
        var source = Marked(ref c, 1);
        Check.Equal(Error.FailedLookup, Rotate(ref c, c.Slot(), c.Slot(), source));
        Check.Detail(0, 0);
        Check.Detail(1, (ulong)LookupFailureType.MissingCapability);
        Check.Detail(2, 64);
        Check.Equal(1, MarkOf(source));
    }

    private static void EndpointsCannotBeMutated(ref Context c)
    {
        Check.Equal(Error.IllegalOperation, Rotate(ref c, c.Slot(), c.Endpoint(), Marked(ref c, 1)));
        Check.Equal(Error.IllegalOperation, Rotate(ref c, c.Slot(), Marked(ref c, 1), c.Endpoint()));
    }

    private static void GuardTooLarge(ref Context c)
    {
        var source = c.CNode(8);
        var pivot = c.CNode(8);
        Check.Equal(Error.IllegalOperation, c.Node.Rotate(
            c.Slot(), (byte)Full, CNodeCapData.Create(0, 57).Word, c.Node, pivot.Slot, (byte)Full, 0, c.Node, source.Slot, (byte)Full));
        Check.Equal(Error.IllegalOperation, c.Node.Rotate(
            c.Slot(), (byte)Full, 0, c.Node, pivot.Slot, (byte)Full, CNodeCapData.Create(0, 57).Word, c.Node, source.Slot, (byte)Full));
    }

    private static void DestinationDepthZero(ref Context c) =>
        Check.Equal(Error.RangeError, c.Node.Rotate(
            c.Slot(), 0, 0, c.Node, Marked(ref c, 2), (byte)Full, 0, c.Node, Marked(ref c, 1), (byte)Full));

    private static void PivotDepthZero(ref Context c) =>
        Check.Equal(Error.RangeError, c.Node.Rotate(
            c.Slot(), (byte)Full, 0, c.Node, Marked(ref c, 2), 0, 0, c.Node, Marked(ref c, 1), (byte)Full));

    private static void SourceDepthTooLarge(ref Context c) =>
        Check.Equal(Error.RangeError, c.Node.Rotate(
            c.Slot(), (byte)Full, 0, c.Node, Marked(ref c, 2), (byte)Full, 0, c.Node, Marked(ref c, 1), 65));

    private static void PivotRootOfAnotherType(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Node.Rotate(
            c.Slot(), (byte)Full, 0, new CNode(c.Endpoint()), Marked(ref c, 2), (byte)Full, 0, c.Node, Marked(ref c, 1), (byte)Full));
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void SourceRootOfAnotherType(ref Context c)
    {
        Check.Equal(Error.FailedLookup, c.Node.Rotate(
            c.Slot(), (byte)Full, 0, c.Node, Marked(ref c, 2), (byte)Full, 0, new CNode(c.Endpoint()), Marked(ref c, 1), (byte)Full));
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void MessageTooShort(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, Label, InvocationShapes.CNodeRotateWords - 1, 2));
    }

    private static void OneRootMissing(ref Context c)
    {
        Arrange(ref c);
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, Label, InvocationShapes.CNodeRotateWords, 1));
    }

    private static void Arrange(ref Context c)
    {
        var pivot = Marked(ref c, 2);
        var source = Marked(ref c, 1);
        c.Buffer.SetCap(0, c.Node.Slot);
        c.Buffer.SetCap(1, c.Node.Slot);
        c.Buffer.SetWord(0, c.Slot());
        c.Buffer.SetWord(1, Full);
        c.Buffer.SetWord(2, 0);
        c.Buffer.SetWord(3, pivot);
        c.Buffer.SetWord(4, Full);
        c.Buffer.SetWord(5, 0);
        c.Buffer.SetWord(6, source);
        c.Buffer.SetWord(7, Full);
    }
}
