// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Monitor;

/// <summary>What the monitor remembers about a component.</summary>
internal struct RestartState
{
    /// <summary>When it is started anew, in ticks; zero when it does not wait for that.</summary>
    public ulong Due;

    /// <summary>How it was stopped for good, Failed or Stopped; otherwise Runs.</summary>
    public DomainState End;

    /// <summary>How often it was asked in this life whether it is well.</summary>
    public ulong Asked;

    /// <summary>Time it has used, as far as the kernel was asked.</summary>
    public ulong Microseconds;

    /// <summary>How often it was started anew.</summary>
    public uint Count;

    /// <summary>Periods since it was asked.</summary>
    public uint Periods;
}
