// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Initialiser;

/// <summary>How much ordinary memory there was, and how much nothing was made of, as a component is told.</summary>
internal struct MemoryFigures
{
    /// <summary>Bytes that the kernel gave.</summary>
    public ulong Total;

    /// <summary>Bytes that are left.</summary>
    public ulong Free;
}
