// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.Protocol;

/// <summary>A buffer on its way between two components: 16 bytes of a queue.</summary>
public struct PacketBuffer
{
    /// <summary>Where it is: for a driver its physical address.</summary>
    public ulong Address;

    /// <summary>Bytes of the frame in it, or of an empty one its size.</summary>
    public uint Length;

    /// <summary>What is to be done, or was done, about the checksum within the frame.</summary>
    public ChecksumNote Checksum;

    /// <summary>A buffer with a frame whose checksum nobody has done anything about.</summary>
    public PacketBuffer(ulong address, uint length)
        : this(address, length, default)
    {
    }

    /// <summary>A buffer.</summary>
    public PacketBuffer(ulong address, uint length, ChecksumNote checksum)
    {
        Address = address;
        Length = length;
        Checksum = checksum;
    }
}
