// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Timer.Protocol;

/// <summary>Limits of timers.</summary>
public static class TimerProtocol
{
    /// <summary>Timeouts of a client, numbered from zero.</summary>
    public const int MostTimeouts = 64;

    /// <summary>Clients have channels with identifiers below this at the timer.</summary>
    public const int MostClients = 62;
}
