// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Containment.Host;

/// <summary>The machine at one instant: contents of memory, and all address spaces.</summary>
internal sealed class Snapshot
{
    private Snapshot(ulong[] hashes, IReadOnlyList<AddressSpace> spaces, IReadOnlyList<Mapping> kernel)
    {
        Hashes = hashes;
        Spaces = spaces.ToDictionary(space => space.Name);
        Kernel = kernel;
    }

    /// <summary>A number for the contents of each page.</summary>
    public ulong[] Hashes { get; }

    /// <summary>Address spaces of components, by name.</summary>
    public IReadOnlyDictionary<string, AddressSpace> Spaces { get; }

    /// <summary>What the kernel has mapped for itself.</summary>
    public IReadOnlyList<Mapping> Kernel { get; }

    /// <summary>Takes one of a machine that is stopped for it.</summary>
    public static Snapshot Take(Guest guest, GuestMemory memory)
    {
        guest.AskMonitor("stop");
        var root = guest.ReadPageTableRoot();
        Snapshot snapshot = new(memory.Hash(), AddressSpace.FindAll(memory, root), AddressSpace.KernelMappings(memory, root));
        guest.AskMonitor("cont");
        return snapshot;
    }
}
