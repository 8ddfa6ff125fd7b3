// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Kit.Queues;

namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>What a side remembers from one activation to the next.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SideState
{
    /// <summary>The producer's side of the queue.</summary>
    public Producer<uint, ModelMemory> Producer;

    /// <summary>The consumer's side of the queue.</summary>
    public Consumer<uint, ModelMemory> Consumer;

    /// <summary>Elements put in or taken out so far.</summary>
    public uint Count;

    /// <summary>Whether it took out something else than was put in.</summary>
    public bool IsWrong;
}
