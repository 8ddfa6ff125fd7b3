// SPDX-License-Identifier: BSD-2-Clause
using System.Numerics;
using Caprock.Spec.State;
using Caprock.Verification.Refinement.Records;
using Dafny;

namespace Caprock.Verification.Refinement.Oracles;

/// <summary>Records as objects of the specification.</summary>
internal static class ObjectImport
{
    private const int ThreadRecordPlace = 14;

    /// <summary>Reads an object; a table or pool has to be empty.</summary>
    public static _IObject Read(RecordKind kind, ReadOnlySpan<ulong> words) => kind switch
    {
        RecordKind.CNode => Spec.State.Object.create_CNode(words[0]),
        RecordKind.Thread => Spec.State.Object.create_Thread(ReadThread(words)),
        RecordKind.Endpoint => Spec.State.Object.create_Endpoint(ReadQueue(words)),
        RecordKind.Notification => Spec.State.Object.create_Notification(ReadSignals(words[2..]), Name(words[0]), Name(words[1])),
        RecordKind.Reply => Spec.State.Object.create_Reply(Name(words[0]), Name(words[1]), Name(words[2]), Name(words[3])),
        RecordKind.SchedContext => Spec.State.Object.create_SchedContext(ReadContext(words)),
        RecordKind.Frame => Spec.State.Object.create_Frame(words[0], words[1] != 0),
        RecordKind.Table => Spec.State.Object.create_Table(CapabilityImport.LevelOf(words[0]), Map<BigInteger, _IEntry>.Empty),
        RecordKind.AsidPool => Spec.State.Object.create_AsidPool(Map<BigInteger, BigInteger>.Empty),
        _ => throw new InvalidOperationException($"no object of kind {kind}"),
    };

    /// <summary>Names of threads.</summary>
    public static ISequence<BigInteger> Threads(ReadOnlySpan<ulong> words)
    {
        var threads = new BigInteger[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            threads[i] = words[i];
        }

        return Sequence<BigInteger>.FromArray(threads);
    }

    private static _IOption<BigInteger> Name(ulong name) => SpecificationImport.Name(name);

    private static _IThreadObject ReadThread(ReadOnlySpan<ulong> words)
    {
        _IThreadObject fresh = Spec.State.__default.NewThread(0);
        return ThreadObject.create(
            StateOf(words), FaultOf(words[4]), Name(words[5]), Name(words[6]), Name(words[7]), Name(words[8]), words[9], words[10],
            words[11], words[12], words[13], fresh.dtor_badgeRegister, PlaceOf(words[ThreadRecordPlace]), fresh.dtor_message,
            fresh.dtor_receive);
    }

    private static _IThreadState StateOf(ReadOnlySpan<ulong> words) => words[0] switch
    {
        0 => ThreadState.create_Inactive(),
        1 => ThreadState.create_Running(),
        2 => ThreadState.create_Restart(),
        3 => ThreadState.create_BlockedOnReceive(words[1]),
        4 => ThreadState.create_BlockedOnSend(words[1], words[2], (words[3] & 1) != 0, (words[3] & 2) != 0, (words[3] & 4) != 0),
        5 => ThreadState.create_BlockedOnReply(),
        _ => ThreadState.create_BlockedOnNotification(words[1]),
    };

    private static _IFault FaultOf(ulong number) => number switch
    {
        0 => Fault.create_NoFault(),
        1 => Fault.create_CapFault(),
        2 => Fault.create_UnknownSyscallFault(),
        3 => Fault.create_UserException(),
        4 => Fault.create_TimeoutFault(),
        5 => Fault.create_VmFault(),
        _ => Fault.create_DebugFault(),
    };

    private static _IPlace PlaceOf(ulong number) => number switch
    {
        0 => Place.create_Unqueued(),
        1 => Place.create_InReady(),
        _ => Place.create_InRelease(),
    };

    private static _IQueue ReadQueue(ReadOnlySpan<ulong> words) => words[0] switch
    {
        0 => Queue.create_Idle(),
        1 => Queue.create_Sending(Threads(words[1..])),
        _ => Queue.create_Receiving(Threads(words[1..])),
    };

    private static _ISignals ReadSignals(ReadOnlySpan<ulong> words) => words[0] switch
    {
        0 => Signals.create_NoSignal(),
        1 => Signals.create_Waiting(Threads(words[1..])),
        _ => Signals.create_Active(words[1]),
    };

    private static _IContextObject ReadContext(ReadOnlySpan<ulong> words) => ContextObject.create(
        words[0], words[1], words[2], words[3], words[4], words[5], words[6] != 0, words[7], Sequence<_IRefill>.Empty, Name(words[8]),
        Name(words[9]), Name(words[10]), Name(words[11]), words[12] != 0);
}
