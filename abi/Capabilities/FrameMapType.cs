// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Capabilities;

/// <summary>Where a frame is mapped.</summary>
public enum FrameMapType : byte
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In an address space.</summary>
    VSpace = 1,

    /// <summary>In a device's address space.</summary>
    IoSpace = 2,
}
