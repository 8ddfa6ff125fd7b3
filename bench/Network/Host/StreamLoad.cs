// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>
/// 500 calls: each party sends in turn, a datagram as long as 20 ms of speech with its head (RFC 3550, RFC 3551: 12 and 160 bytes), and the
/// other one gets it.
/// </summary>
internal sealed class StreamLoad(Machine machine) : DatagramLoad(machine, DataBytes, 5004)
{
    /// <summary>Calls.</summary>
    public const int Calls = 500;

    /// <summary>Datagrams in a second of each party.</summary>
    public const int PerSecond = 50;

    /// <summary>Bytes of a datagram.</summary>
    public const int DataBytes = 172;

    private const ushort FirstParties = 20_000;
    private const ushort SecondParties = 30_000;

    /// <inheritdoc/>
    protected override ushort SourceOf(uint datagram) => PortOf(datagram, FirstParties, SecondParties);

    /// <inheritdoc/>
    protected override ushort TargetOf(uint datagram) => PortOf(datagram, SecondParties, FirstParties);

    private static ushort PortOf(uint datagram, ushort even, ushort odd) =>
        (ushort)((datagram % 2 == 0 ? even : odd) + (datagram / 2 % Calls));
}
