// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.Protocol;

/// <summary>
/// What two transmit virtualisers that can take each other's place, and everybody who notifies them, know in common: a region that only
/// these two write.
/// </summary>
public struct ExchangeControl
{
    /// <summary>
    /// Who has the ends of the queues: one more than the identifier of its channel to the other; zero while nobody has.
    /// </summary>
    public uint Active;

    /// <summary>How often they were taken over.</summary>
    public uint Count;

    /// <summary>The processor's counter when they were left last.</summary>
    public ulong LeftTicks;

    /// <summary>The processor's counter when who took them over had passed on what had waited.</summary>
    public ulong ResumedTicks;
}
