// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Verification.Refinement.Histories;

namespace Caprock.Verification.Refinement.Isolation;

/// <summary>Random steps of a thread in a partition, most of which come back.</summary>
internal static class PartitionSteps
{
    private const ulong Root = 1;
    private const ulong Memory = 2;
    private const ulong Endpoint = 3;
    private const ulong Notification = 4;
    private const ulong Thread = 6;
    private const ulong Context = 7;
    private const int Slots = 16;

    private static readonly ulong[] Types = [0, 1, 2, 3, 4, 5, 6, 10, 12];

    /// <summary>A step of a partition whose threads may have up to this priority.</summary>
    public static Step Next(Random random, byte priority)
    {
        ulong slot = (ulong)random.Next(Slots);
        ulong other = (ulong)random.Next(Slots);
        ulong words = (ulong)random.Next(4);
        return random.Next(14) switch
        {
            0 => Step.Plain(SystemCall.NBWait, random.Next(2) == 0 ? Notification : slot),
            1 => Step.Plain(SystemCall.Send, random.Next(2) == 0 ? Notification : slot),
            2 => Step.Plain(SystemCall.NBSend, Endpoint),
            3 => Step.Plain(SystemCall.NBRecv, Endpoint, 5),
            4 => Step.Invoke(Root, InvocationLabel.CNodeDelete, [], random.Next(8) == 0 ? slot : (ulong)random.Next(9, Slots), 64),
            5 => Step.Invoke(Root, InvocationLabel.CNodeCopy, [Root], slot, 64, other, 64, 15),
            6 => Step.Invoke(Root, InvocationLabel.CNodeMint, [Root], slot, 64, other, 64, (ulong)random.Next(16), words),
            7 => Step.Invoke(Root, InvocationLabel.CNodeMove, [Root], slot, 64, other, 64),
            8 => Step.Invoke(Root, InvocationLabel.CNodeRevoke, [], random.Next(2) == 0 ? Memory : slot, 64),
            9 or 10 => Step.Invoke(
                Memory, InvocationLabel.UntypedRetype, [Root], Types[random.Next(Types.Length)], (ulong)random.Next(9), 0, 0, slot,
                (ulong)random.Next(1, 3)),
            11 => Step.Invoke(
                Thread, InvocationLabel.TcbSetPriority, [Thread], (ulong)(priority + random.Next(-1, 2))),
            12 => Step.Invoke(random.Next(2) == 0 ? Context : slot, (InvocationLabel)random.Next(1, 39), [other], words, slot, other),
            _ => Step.Plain(SystemCall.Yield, 0),
        };
    }
}
