// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Capabilities;

/// <summary>Sizes of frames.</summary>
public enum FrameSizeClass : byte
{
    /// <summary>4 KiB.</summary>
    Small = 0,

    /// <summary>2 MiB.</summary>
    Large = 1,

    /// <summary>1 GiB.</summary>
    Huge = 2,
}
