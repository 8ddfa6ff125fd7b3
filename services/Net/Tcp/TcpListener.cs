// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A port at which connections are taken.</summary>
internal struct TcpListener
{
    /// <summary>The port as it lies in frames; 0 for a listener that is not in use.</summary>
    public ushort PortWire;

    /// <summary>Connections that may wait until their first event is taken.</summary>
    public ushort Backlog;

    /// <summary>Connections that do.</summary>
    public ushort Waiting;

    /// <summary>Which user of the place; odd while in use.</summary>
    public uint Generation;
}
