// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>What a link says when it is asked for a neighbour's Ethernet address.</summary>
public enum Resolution : byte
{
    /// <summary>Nobody but the stack does ARP: it asks itself.</summary>
    None,

    /// <summary>The neighbour is asked; <see cref="NetworkStack{TLink}.AskNeighborsAgain"/> is to be called when there is news.</summary>
    Asked,

    /// <summary>The address is known.</summary>
    Known,
}
