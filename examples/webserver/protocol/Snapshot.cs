// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Webserver.Protocol;

/// <summary>What the observer has last seen. It writes, others read.</summary>
public struct Snapshot
{
    /// <summary>Odd while it is being written; a reader looks before and after.</summary>
    public uint Sequence;

    /// <summary>How often the observer was started anew.</summary>
    public uint ObserverRestarts;

    /// <summary>When it was taken, in microseconds since the observer started.</summary>
    public ulong TakenMicroseconds;

    /// <summary>Time since the one before.</summary>
    public ulong IntervalMicroseconds;

    /// <summary>The components.</summary>
    public ComponentList Components;

    /// <summary>The queues.</summary>
    public QueueList Queues;
}
