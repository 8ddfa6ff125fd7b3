// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment;

/// <summary>What the host, the warden and the attacker tell each other, at the start of a region that the two components share.</summary>
/// <remarks>
/// The host reads and writes it in the machine's memory. It is the one thing that an attacker has besides what its component has.
/// </remarks>
public struct Orders
{
    /// <summary>Where it is mapped in both components.</summary>
    public const ulong Address = 0x7000_0000;

    /// <summary>Where it is in the machine's memory.</summary>
    public const ulong PhysicalAddress = 0x1100_0000;

    /// <summary>Bytes of the region.</summary>
    public const ulong Bytes = 0x1_0000;

    /// <summary>Offset of the list of probes.</summary>
    public const ulong ProbesOffset = 0x1000;

    /// <summary>That the attacker runs; what was in the memory before the system was is something else.</summary>
    public const uint Ready = 0x6174_7461;

    /// <summary>Most probes.</summary>
    public const int MostProbes = (int)((Bytes - ProbesOffset) / 16);

    /// <summary>Written by the host, last of an order: its number.</summary>
    public uint Number;

    /// <summary>Written by the host: an <see cref="AttackKind"/>.</summary>
    public uint Kind;

    /// <summary>Written by the host: after so many ticks the warden ends the attack.</summary>
    public uint TickLimit;

    /// <summary>Written by the host: which regions the attacker writes garbage to, a bit for each in the order of addresses.</summary>
    public uint Regions;

    /// <summary>Written by the host: how many attempts, or probes.</summary>
    public ulong Count;

    /// <summary>Written by the host: where random numbers begin.</summary>
    public ulong Seed;

    /// <summary>Written by the host: physical address that a device is made to read and write.</summary>
    public ulong Target;

    /// <summary>Written by the warden: number of the order that has begun.</summary>
    public uint Begun;

    /// <summary>Written by the warden: number of the order that has ended.</summary>
    public uint Ended;

    /// <summary>Written by the warden: faults that the attacker had.</summary>
    public ulong Faults;

    /// <summary>Written by the warden: faults on addresses that were not those of the probe.</summary>
    public ulong OtherFaults;

    /// <summary>Written by the warden: how often the attacker waited for ever.</summary>
    public ulong Stalls;

    /// <summary>Written by the warden: ticks that the attack took.</summary>
    public ulong Ticks;

    /// <summary>Written by the attacker: number of the order that it has finished.</summary>
    public uint Finished;

    /// <summary>Written by the attacker: <see cref="Ready"/> when it runs.</summary>
    public uint State;

    /// <summary>Written by the attacker: what it tries next; it goes on there after a fault.</summary>
    public ulong Next;

    /// <summary>Written by the attacker: the address that it tries now.</summary>
    public ulong Probe;

    /// <summary>Written by the attacker: what it tried.</summary>
    public ulong Attempts;

    /// <summary>Written by the attacker: what the kernel refused with an error.</summary>
    public ulong Refused;

    /// <summary>
    /// Written by the attacker: invocations of its own interrupts, ports and shared capabilities that the kernel carried out.
    /// </summary>
    public ulong Own;

    /// <summary>Written by the attacker: what it managed and should not have.</summary>
    public ulong Breaches;

    /// <summary>Written by the attacker: the last of these, an address or a slot.</summary>
    public ulong LastBreach;

    /// <summary>Written by the attacker: what about the last of these, a label for instance.</summary>
    public ulong LastBreachDetail;

    /// <summary>Written by the attacker: regions in which it saw packets, a bit for each in the order of addresses.</summary>
    public uint Seen;
}
