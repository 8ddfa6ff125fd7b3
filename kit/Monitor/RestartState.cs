// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Monitor;

/// <summary>What the monitor remembers about a component.</summary>
internal struct RestartState
{
    /// <summary>When it is started anew, in ticks; zero when it does not wait for that.</summary>
    public ulong Due;

    /// <summary>How often it was started anew.</summary>
    public uint Count;

    /// <summary>Whether it is not started anew any more.</summary>
    public bool IsStopped;

    /// <summary>How often it was asked in this life whether it is well.</summary>
    public ulong Asked;

    /// <summary>Periods since then.</summary>
    public uint Periods;
}
