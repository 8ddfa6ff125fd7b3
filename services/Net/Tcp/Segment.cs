// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A received segment whose checksum was right.</summary>
internal unsafe struct Segment
{
    /// <summary>The frame it came in.</summary>
    public byte* FrameAddress;

    /// <summary>Its TCP header.</summary>
    public byte* Header;

    /// <summary>Its data.</summary>
    public byte* Data;

    /// <summary>Bytes of data.</summary>
    public int Length;

    /// <summary>Bytes of options.</summary>
    public int OptionBytes;

    /// <summary>Sequence number of its first byte, or of its SYN.</summary>
    public uint Sequence;

    /// <summary>What it acknowledges.</summary>
    public uint Acknowledgement;

    /// <summary>The window it gives, not scaled.</summary>
    public ushort Window;

    /// <summary>Its flags.</summary>
    public byte Flags;

    /// <summary>Whether it has a flag.</summary>
    public readonly bool Has(byte flag) => (Flags & flag) != 0;

    /// <summary>Sequence numbers that it takes.</summary>
    public readonly uint SequenceLength => (uint)Length + (Flags & 1u) + ((uint)(Flags >> 1) & 1);
}
