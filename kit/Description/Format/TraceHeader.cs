// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Begin of what the monitor knows about the code of a program, to tell where it stopped. Every table is sorted by address,
/// and an entry counts up to the next one.</summary>
public struct TraceHeader
{
    /// <summary>Address that all starts are counted from.</summary>
    public ulong Base;

    /// <summary>Functions: <see cref="TraceFunction"/>.</summary>
    public TableReference Functions;

    /// <summary>Lines: <see cref="TraceLine"/>.</summary>
    public TableReference Lines;

    /// <summary>Ways to the caller: <see cref="TraceFrame"/>.</summary>
    public TableReference Frames;

    /// <summary>Files: offset of each one's name, 32 bits.</summary>
    public TableReference Files;

    /// <summary>Names: UTF-8, each ended by a zero.</summary>
    public TableReference Names;
}
