// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>What the two sides do, and on which machine.</summary>
internal sealed record Scenario
{
    /// <summary>Elements that the queue holds.</summary>
    public required int Capacity { get; init; }

    /// <summary>Elements that go through it.</summary>
    public required uint Elements { get; init; }

    /// <summary>Elements that the producer puts in before it publishes them.</summary>
    public uint Batch { get; init; } = 1;

    /// <summary>Elements for which the producer wants room before it is woken.</summary>
    public uint Room { get; init; } = 1;

    /// <summary>Elements for which the consumer waits before it is woken.</summary>
    public uint Want { get; init; } = 1;

    /// <summary>Where the indices begin, to pass the end of their range.</summary>
    public uint FirstIndex { get; init; }

    /// <summary>Whether a fence empties the store buffer; without, the explorer must find the lost wake-up.</summary>
    public bool HasFences { get; init; } = true;
}
