// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Badges that tell a receiver who sent.</summary>
public static class Badges
{
    /// <summary>At the serial driver: its interrupt.</summary>
    public const ulong SerialInterrupt = 0x1;

    /// <summary>At the serial driver: a request of the root task.</summary>
    public const ulong RootRequest = 0x2;

    /// <summary>At the root task: the serial driver asks for the machine to be shut down.</summary>
    public const ulong Shutdown = 0x100;

    /// <summary>At the root task: the calculator serves.</summary>
    public const ulong Ready = 0x200;

    /// <summary>At the root task: fault of the first component; the next ones follow.</summary>
    public const ulong FirstComponent = 0x1000;
}
