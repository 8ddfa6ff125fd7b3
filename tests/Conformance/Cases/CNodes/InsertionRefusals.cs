// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Conformance.Cases.CNodes;

/// <summary>What Copy, Mint, Move and Mutate refuse, each with the details of its answer.</summary>
internal static unsafe class InsertionRefusals
{
    private const byte Full = RootCNode.FullDepth;
    private const ulong GuardBits = 64 - ProfileParameters.RootCNodeBits;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("cnode/copy-refusals"u8);
        AddAll<CopyInsertion>();
        CaseList.Group("cnode/mint-refusals"u8);
        AddAll<MintInsertion>();
        CaseList.Group("cnode/move-refusals"u8);
        AddAll<MoveInsertion>();
        CaseList.Group("cnode/mutate-refusals"u8);
        AddAll<MutateInsertion>();
    }

    private static void AddAll<T>()
        where T : struct, IInsertion
    {
        CaseList.Add("occupied-destination-keeps-both"u8, T.Label, &OccupiedDestination<T>);
        CaseList.Add("onto-itself"u8, T.Label, &OntoItself<T>);
        CaseList.Add("empty-source"u8, T.Label, &EmptySource<T>);
        CaseList.Add("destination-depth-zero"u8, T.Label, &DestinationDepthZero<T>);
        CaseList.Add("destination-depth-too-large"u8, T.Label, &DestinationDepthTooLarge<T>);
        CaseList.Add("source-depth-zero"u8, T.Label, &SourceDepthZero<T>);
        CaseList.Add("source-depth-too-large"u8, T.Label, &SourceDepthTooLarge<T>);
        CaseList.Add("source-root-empty"u8, T.Label, &SourceRootEmpty<T>);
        CaseList.Add("source-root-of-another-type"u8, T.Label, &SourceRootOfAnotherType<T>);
        CaseList.Add("destination-guard-mismatch"u8, T.Label, &DestinationGuardMismatch<T>);
        CaseList.Add("source-guard-mismatch"u8, T.Label, &SourceGuardMismatch<T>);
        CaseList.Add("destination-too-few-bits"u8, T.Label, &DestinationTooFewBits<T>);
        CaseList.Add("destination-too-many-bits"u8, T.Label, &DestinationTooManyBits<T>);
        CaseList.Add("source-too-many-bits"u8, T.Label, &SourceTooManyBits<T>);
        CaseList.Add("message-too-short"u8, T.Label, &MessageTooShort<T>);
        CaseList.Add("no-source-root"u8, T.Label, &NoSourceRoot<T>);
    }

    private static void OccupiedDestination<T>(ref Context c)
        where T : struct, IInsertion
    {
        var source = c.Notification();
        var destination = c.Endpoint();
        Check.Equal(Error.DeleteFirst, T.Run(c.Node, destination, Full, c.Node.Slot, source, Full));
        Check.That(!c.IsEmpty(source));
        Check.That(!c.IsEmpty(destination));
    }

    private static void OntoItself<T>(ref Context c)
        where T : struct, IInsertion
    {
        var thread = c.NewThread();
        Check.Equal(Error.DeleteFirst, T.Run(c.Node, thread.Slot, Full, c.Node.Slot, thread.Slot, Full));
        Check.Success(thread.Suspend());
    }

    private static void EmptySource<T>(ref Context c)
        where T : struct, IInsertion
    {
        var destination = c.Slot();
        Check.Equal(Error.FailedLookup, T.Run(c.Node, destination, Full, c.Node.Slot, c.Slot(), Full));
        LookupDetails(1, LookupFailureType.MissingCapability, 64);
        Check.That(c.IsEmpty(destination));
    }

    private static void DestinationDepthZero<T>(ref Context c)
        where T : struct, IInsertion
    {
        Check.Equal(Error.RangeError, T.Run(c.Node, c.Slot(), 0, c.Node.Slot, c.Endpoint(), Full));
        RangeDetails();
    }

    private static void DestinationDepthTooLarge<T>(ref Context c)
        where T : struct, IInsertion
    {
        Check.Equal(Error.RangeError, T.Run(c.Node, c.Slot(), 65, c.Node.Slot, c.Endpoint(), Full));
        RangeDetails();
    }

    private static void SourceDepthZero<T>(ref Context c)
        where T : struct, IInsertion
    {
        Check.Equal(Error.RangeError, T.Run(c.Node, c.Slot(), Full, c.Node.Slot, c.Endpoint(), 0));
        RangeDetails();
    }

    private static void SourceDepthTooLarge<T>(ref Context c)
        where T : struct, IInsertion
    {
        Check.Equal(Error.RangeError, T.Run(c.Node, c.Slot(), Full, c.Node.Slot, c.Endpoint(), 255));
        RangeDetails();
    }

    private static void SourceRootEmpty<T>(ref Context c)
        where T : struct, IInsertion
    {
        Check.Equal(Error.FailedLookup, T.Run(c.Node, c.Slot(), Full, c.Slot(), c.Endpoint(), Full));
        Check.Detail(0, 1);
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void SourceRootOfAnotherType<T>(ref Context c)
        where T : struct, IInsertion
    {
        Check.Equal(Error.FailedLookup, T.Run(c.Node, c.Slot(), Full, c.Endpoint(), c.Endpoint(), Full));
        Check.Detail(0, 1);
        Check.Detail(1, (ulong)LookupFailureType.InvalidRoot);
    }

    private static void DestinationGuardMismatch<T>(ref Context c)
        where T : struct, IInsertion
    {
        var index = c.Slot() | (1ul << 40);
        Check.Equal(Error.FailedLookup, T.Run(c.Node, index, Full, c.Node.Slot, c.Endpoint(), Full));
        LookupDetails(0, LookupFailureType.GuardMismatch, 64);
        Check.Detail(3, 0);
        Check.Detail(4, GuardBits);
    }

    private static void SourceGuardMismatch<T>(ref Context c)
        where T : struct, IInsertion
    {
        var index = c.Endpoint() | (1ul << 63);
        Check.Equal(Error.FailedLookup, T.Run(c.Node, c.Slot(), Full, c.Node.Slot, index, Full));
        LookupDetails(1, LookupFailureType.GuardMismatch, 64);
        Check.Detail(3, 0);
        Check.Detail(4, GuardBits);
    }

    private static void DestinationTooFewBits<T>(ref Context c)
        where T : struct, IInsertion
    {
        var node = c.CNode(4);
        Check.Equal(Error.FailedLookup, T.Run(node, 0, 3, c.Node.Slot, c.Endpoint(), Full));
        LookupDetails(0, LookupFailureType.DepthMismatch, 3);
        Check.Detail(3, 4);
    }

    private static void DestinationTooManyBits<T>(ref Context c)
        where T : struct, IInsertion
    {
        var node = c.CNode(4);
        Check.Equal(Error.FailedLookup, T.Run(node, 0, 10, c.Node.Slot, c.Endpoint(), Full));
        LookupDetails(0, LookupFailureType.DepthMismatch, 6);
        Check.Detail(3, 0);
    }

    private static void SourceTooManyBits<T>(ref Context c)
        where T : struct, IInsertion
    {
        var node = c.CNode(4);
        Check.Success(node.Copy(1, 4, c.Node, c.Endpoint(), Full, CapRights.All));
        Check.Equal(Error.FailedLookup, T.Run(c.Node, c.Slot(), Full, node.Slot, 1ul << 60, Full));
        LookupDetails(1, LookupFailureType.DepthMismatch, 60);
        Check.Detail(3, 0);
    }

    private static void MessageTooShort<T>(ref Context c)
        where T : struct, IInsertion
    {
        var destination = c.Slot();
        Arrange(ref c, destination, c.Endpoint());
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, T.Label, T.Words - 1, 1));
        Check.That(c.IsEmpty(destination));
    }

    private static void NoSourceRoot<T>(ref Context c)
        where T : struct, IInsertion
    {
        var destination = c.Slot();
        Arrange(ref c, destination, c.Endpoint());
        Check.Equal(Error.TruncatedMessage, c.Invoke(c.Node.Slot, T.Label, T.Words));
        Check.That(c.IsEmpty(destination));
    }

    private static void Arrange(ref Context c, ulong destination, ulong source)
    {
        c.Buffer.SetCap(0, c.Node.Slot);
        c.Buffer.SetWord(0, destination);
        c.Buffer.SetWord(1, Full);
        c.Buffer.SetWord(2, source);
        c.Buffer.SetWord(3, Full);
        c.Buffer.SetWord(4, CapRights.All.Word);
        c.Buffer.SetWord(5, 0);
    }

    private static void RangeDetails()
    {
        Check.Detail(0, 1);
        Check.Detail(1, 64);
    }

    private static void LookupDetails(ulong isSource, LookupFailureType type, ulong bitsLeft)
    {
        Check.Detail(0, isSource);
        Check.Detail(1, (ulong)type);
        Check.Detail(2, bitsLeft);
    }
}
