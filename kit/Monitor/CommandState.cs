// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Monitor;

/// <summary>What the monitor tells about a component.</summary>
internal struct CommandState
{
    /// <summary>Time it has used, as far as the kernel was asked.</summary>
    public ulong Microseconds;

    /// <summary>Failed or Stopped when it has stopped, otherwise Runs.</summary>
    public DomainState State;
}
