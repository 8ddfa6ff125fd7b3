// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What a server has done, in numbers since its start.</summary>
public struct HttpStatistics
{
    /// <summary>Requests that reached the site.</summary>
    public ulong Requests;

    /// <summary>Requests refused: malformed, too long, not understood.</summary>
    public ulong Refused;

    /// <summary>Connections given up because the client was too slow.</summary>
    public ulong TimedOut;

    /// <summary>Connections refused because all places were taken.</summary>
    public ulong TurnedAway;
}
