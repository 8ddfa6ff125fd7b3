// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Datagrams of one size to the echo.</summary>
internal sealed class EchoLoad(Machine machine, int size) : DatagramLoad(machine, size, 7)
{
    private const ushort OwnPort = 5000;

    /// <inheritdoc/>
    protected override ushort SourceOf(uint datagram) => OwnPort;

    /// <inheritdoc/>
    protected override ushort TargetOf(uint datagram) => OwnPort;
}
