// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>The list a connection waits in to send.</summary>
internal enum WaitingList : byte
{
    /// <summary>None: it has nothing to send.</summary>
    None,

    /// <summary>That of connections which may send.</summary>
    Pending,

    /// <summary>That of connections whose neighbour's address is being asked for.</summary>
    Neighbor,
}
