// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>What a component with <c>monitor_control</c> in its description is told about the whole system.</summary>
public static unsafe class SystemView
{
    /// <summary>Whether this component is told.</summary>
    public static bool IsThere => Configuration.Header->SystemAddress != 0;

    /// <summary>The tables.</summary>
    public static SystemHeader* Header
    {
        get
        {
            var header = (SystemHeader*)Configuration.Header->SystemAddress;
            Require.That(header != null && header->Magic == SystemHeader.ExpectedMagic);
            return header;
        }
    }

    /// <summary>Number of protection domains.</summary>
    public static uint DomainCount => Header->Domains.Count;

    /// <summary>A protection domain by its index.</summary>
    public static SystemDomain* Domain(uint index) => Entry<SystemDomain>(Header->Domains, index);

    /// <summary>A memory region by its place.</summary>
    public static SystemRegion* Region(uint index) => Entry<SystemRegion>(Header->Regions, index);

    /// <summary>A map by its place.</summary>
    public static SystemMap* Map(uint index) => Entry<SystemMap>(Header->Maps, index);

    /// <summary>A capability by its place.</summary>
    public static SystemCapability* Capability(uint index) => Entry<SystemCapability>(Header->Capabilities, index);

    /// <summary>The name of a protection domain.</summary>
    public static ReadOnlySpan<byte> DomainName(uint index) => NameAt(Domain(index)->Name);

    /// <summary>A name of the tables.</summary>
    public static ReadOnlySpan<byte> NameAt(uint offset) => Configuration.TextAt((byte*)Header + Header->Names.Offset + offset);

    /// <summary>Finds a protection domain by its name.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out uint index)
    {
        for (index = 0; index < DomainCount; index++)
        {
            if (DomainName(index).SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static T* Entry<T>(TableReference table, uint index)
        where T : unmanaged
    {
        Require.That(index < table.Count);
        return (T*)((byte*)Header + table.Offset) + index;
    }
}
