// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>A memory region mapped into this component. Spans of it check every index.</summary>
public readonly unsafe struct Region
{
    private readonly ComponentRegion* entry;

    internal Region(ComponentRegion* entry) => this.entry = entry;

    /// <summary>Its name in the description.</summary>
    public ReadOnlySpan<byte> Name => Configuration.NameAt(entry->Name);

    /// <summary>Where it is mapped.</summary>
    public void* Address => (void*)entry->Address;

    /// <summary>Its length.</summary>
    public ulong Length => entry->Bytes;

    /// <summary>Its physical address, for devices; it must have one in the description.</summary>
    public ulong PhysicalAddress
    {
        get
        {
            Require.That(entry->PhysicalAddress != LayoutHeader.NoAddress);
            return entry->PhysicalAddress;
        }
    }

    /// <summary>Its bytes.</summary>
    public Span<byte> Bytes => new(Address, (int)Math.Min(entry->Bytes, int.MaxValue));

    /// <summary>Its contents as an array of structures.</summary>
    public Span<T> AsSpan<T>()
        where T : unmanaged => new(Address, (int)Math.Min(entry->Bytes / (ulong)sizeof(T), int.MaxValue));

    /// <summary>A structure at an offset, which must lie inside.</summary>
    public ref T At<T>(ulong offset)
        where T : unmanaged
    {
        Require.That(offset <= entry->Bytes && (ulong)sizeof(T) <= entry->Bytes - offset);
        return ref *(T*)(entry->Address + offset);
    }
}
