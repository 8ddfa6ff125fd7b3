// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>Where the root task puts the capabilities of a component, and nothing else is there.</summary>
public static class ComponentSlots
{
    /// <summary>Number of slots of a component's CNode, as a power of two.</summary>
    public const int CNodeBits = 4;

    /// <summary>Endpoint the component serves (receive right only).</summary>
    public const ulong ServedEndpoint = 1;

    /// <summary>Reply object for the caller being served.</summary>
    public const ulong Reply = 2;

    /// <summary>Serial driver: endpoint of the calculator.</summary>
    public const ulong Calculator = 3;

    /// <summary>Serial driver: the ports of COM1.</summary>
    public const ulong SerialPorts = 4;

    /// <summary>Serial driver: its interrupt.</summary>
    public const ulong SerialInterrupt = 5;

    /// <summary>Serial driver: notification that asks the root task to shut the machine down.</summary>
    public const ulong ShutdownRequest = 6;

    /// <summary>Calculator: notification that tells the root task that it serves now.</summary>
    public const ulong Ready = 7;
}
