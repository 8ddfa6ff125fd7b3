// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>
/// One side at one moment: what it remembers, how far its activation is, and what it has stored that others do not see yet.
/// </summary>
internal sealed class Side
{
    /// <summary>What it remembered when the activation began.</summary>
    public SideState State;

    /// <summary>Results of the accesses of this activation.</summary>
    public List<uint> Log { get; private init; } = [];

    /// <summary>Stores on their way to memory, oldest first.</summary>
    public List<(int Offset, uint Value)> Stores { get; private init; } = [];

    /// <summary>Whether it is in an activation.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Whether it is to be activated again.</summary>
    public bool IsSignalled { get; set; }

    /// <summary>Signals it has sent.</summary>
    public uint SignalsSent { get; set; }

    /// <summary>How often it asked for a signal.</summary>
    public uint Requests { get; set; }

    /// <summary>A copy that goes its own way.</summary>
    public Side Copy() => new()
    {
        State = State,
        Log = [.. Log],
        Stores = [.. Stores],
        IsActive = IsActive,
        IsSignalled = IsSignalled,
        SignalsSent = SignalsSent,
        Requests = Requests,
    };

    /// <summary>Adds everything that matters for what it will do.</summary>
    public void AddTo(BinaryWriter key)
    {
        key.Write((byte)((IsActive ? 1 : 0) | (IsSignalled ? 2 : 0)));
        key.Write((byte)SignalsSent);
        key.Write((byte)State.Count);
        key.Write((byte)Requests);
        key.Write((byte)Log.Count);
        Log.ForEach(value => key.Write(value));
        key.Write((byte)Stores.Count);
        Stores.ForEach(store =>
        {
            key.Write((byte)store.Offset);
            key.Write(store.Value);
        });
    }
}
