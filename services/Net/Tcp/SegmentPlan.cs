// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Tcp;

/// <summary>A segment that is to be sent.</summary>
internal readonly struct SegmentPlan(uint sequence, int length, byte flags)
{
    /// <summary>Sequence number of its first byte.</summary>
    public uint Sequence { get; } = sequence;

    /// <summary>Bytes of data.</summary>
    public ushort Length { get; } = (ushort)length;

    /// <summary>Its flags; none for no segment.</summary>
    public byte Flags { get; } = flags;

    /// <summary>Whether there is nothing to send.</summary>
    public bool IsNone => Flags == 0;
}
