// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Dhcp;
using Caprock.Services.Net.Dns;

namespace Caprock.Services.Net;

/// <content>Clients that the stack brings along: DHCP and DNS.</content>
public readonly unsafe partial struct NetworkStack<TLink>
{
    /// <summary>Whether the DHCP client has got an address.</summary>
    public bool HasLease => net->Dhcp.HasLease;

    /// <summary>The name server; unspecified without one.</summary>
    public Ipv4Address NameServer => Interface.FromWire(net->Dns.ServerWire);

    /// <summary>Asks for an address by DHCP, and keeps it as long as the server allows.</summary>
    public void StartDhcp() => net->Dhcp.Start(net);

    /// <summary>Sets the name server, which DHCP does as well.</summary>
    public void SetNameServer(Ipv4Address server) => net->Dns.ServerWire = Interface.ToWire(server);

    /// <summary>Asks for the addresses of a name.</summary>
    public NetError Resolve(scoped ReadOnlySpan<byte> name, out SocketHandle query) => net->Dns.Ask(net, name, out query);

    /// <summary>Looks whether a question was answered.</summary>
    /// <param name="query">The question.</param>
    /// <param name="addresses">Where to put the addresses.</param>
    /// <param name="count">How many there are, as far as they fit.</param>
    /// <returns>None with addresses; <see cref="NetError.BadState"/> while there is no answer; else why there is none.</returns>
    public NetError TryTakeAddresses(SocketHandle query, scoped Span<Ipv4Address> addresses, out int count) =>
        net->Dns.TryTake(query, addresses, out count);

    /// <summary>Is done with a question.</summary>
    public void ReleaseQuery(SocketHandle query) => net->Dns.Release(net, query);

    private void PollClients()
    {
        if (net->Dhcp.WantsToSend)
        {
            var frame = TLink.Reserve(link);
            if (frame == null)
            {
                return;
            }

            var length = DhcpMessage.Write(net, frame, out var hopWire);

            // Ignored: what is not sent now is sent again when the client's time comes.
            _ = SendTo(hopWire, frame, length, ChecksumRequest.None);
        }

        for (var query = net->Dns.NextToSend(); query != null; query = net->Dns.NextToSend())
        {
            if (!net->Interface.TryRoute(net->Dns.ServerWire, out var hopWire))
            {
                DnsResolver.Skip(query);
                continue;
            }

            var frame = TLink.Reserve(link);
            if (frame == null)
            {
                return;
            }

            // Ignored: what is not sent now is sent again when the question's time comes.
            _ = SendTo(hopWire, frame, DnsResolver.Write(net, query, frame), ChecksumRequest.None);
        }
    }
}
