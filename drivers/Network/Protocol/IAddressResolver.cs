// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>What the component that does ARP for the clients of a network device answers. Addresses are IPv4, the first byte highest.</summary>
[Procedures]
public interface IAddressResolver
{
    /// <summary>
    /// The caller has this address from now on, and no other; or none, with zero. False when another client has it; then it has none.
    /// </summary>
    bool Register(uint address);

    /// <summary>
    /// The Ethernet address, its first byte in bits 0 to 7, of who has an address, if that was heard within so many seconds; else zero, and
    /// the question is asked on the wire. When it is answered the caller is notified, and asks again.
    /// </summary>
    ulong Resolve(uint address, uint seconds);
}
