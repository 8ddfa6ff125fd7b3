// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net.Timing;

namespace Caprock.Services.Net.Dns;

/// <summary>A question to the name server.</summary>
internal unsafe struct DnsQuery
{
    /// <summary>Most bytes of a name in a message. Source: RFC 1035, 2.3.4.</summary>
    public const int MostNameBytes = 255;

    /// <summary>Most addresses that are kept.</summary>
    public const int MostAddresses = 8;

    /// <summary>When to ask again. The first field.</summary>
    public TimerNode Timer;

    /// <summary>Which user of the place; odd while in use.</summary>
    public uint Generation;

    /// <summary>Number of the question, unpredictable.</summary>
    public ushort Identifier;

    /// <summary>The port it is asked from, unpredictable, as it lies in memory.</summary>
    public ushort PortWire;

    /// <summary>How often it was asked.</summary>
    public byte Attempts;

    /// <summary>Whether it is to be sent.</summary>
    public bool WantsToSend;

    /// <summary>The result; <see cref="NetError.BadState"/> while there is none.</summary>
    public NetError Result;

    /// <summary>How many addresses there are.</summary>
    public byte AddressCount;

    /// <summary>Bytes of the name.</summary>
    public byte NameLength;

    /// <summary>The name as it stands in messages: labels with their lengths, and a zero.</summary>
    public fixed byte Name[MostNameBytes + 1];

    /// <summary>The addresses.</summary>
    public fixed uint Addresses[MostAddresses];
}
