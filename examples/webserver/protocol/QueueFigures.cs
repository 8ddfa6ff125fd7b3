// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Webserver.Protocol;

/// <summary>A queue of buffers, as its two indices tell.</summary>
public struct QueueFigures
{
    /// <summary>Buffers that have ever gone through.</summary>
    public ulong Passed;

    /// <summary>Those of the last interval.</summary>
    public ulong Recent;

    /// <summary>Buffers in it.</summary>
    public uint Depth;

    /// <summary>Buffers it can hold.</summary>
    public uint Capacity;
}
