// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>An address and a port.</summary>
public readonly struct Endpoint(Ipv4Address address, ushort port) : IEquatable<Endpoint>
{
    /// <summary>The station.</summary>
    public Ipv4Address Address { get; } = address;

    /// <summary>The port at it.</summary>
    public ushort Port { get; } = port;

    /// <inheritdoc/>
    public bool Equals(Endpoint other) => Address.Equals(other.Address) && Port == other.Port;
}
