// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.NetworkImage;

/// <summary>A frame on its way.</summary>
internal unsafe struct FrameDescriptor
{
    /// <summary>Where it lies.</summary>
    public byte* Address;

    /// <summary>Its bytes.</summary>
    public int Length;
}
