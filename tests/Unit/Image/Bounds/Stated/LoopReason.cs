// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Image.Bounds.Stated;

/// <summary>As the kernel's enumeration of this name.</summary>
internal enum LoopReason
{
    /// <summary>A stated number.</summary>
    Number,

    /// <summary>Something else.</summary>
    Depth,
}
