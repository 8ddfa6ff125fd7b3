// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net.Arp;

/// <summary>A frame that waits for its destination's address.</summary>
internal readonly unsafe struct HeldFrame(byte* address, int length, ChecksumRequest request)
{
    private readonly byte* address = address;
    private readonly ushort length = (ushort)length;
    private readonly ChecksumRequest request = request;

    /// <summary>Where it is.</summary>
    public byte* Address => address;

    /// <summary>Its bytes.</summary>
    public int Length => length;

    /// <summary>What its link has to complete in it.</summary>
    public ChecksumRequest Request => request;
}
