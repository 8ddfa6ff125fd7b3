// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Generic;
using System.Linq;

namespace Caprock.Kernel.Arch.Host;

/// <summary>Address translation as a processor does it that caches as much as the manual allows. Source: Intel SDM 3A, 4.5, 4.10.</summary>
/// <remarks>Translations and entries that lead to tables stay remembered until something drops them, by identifier. So a
/// missing invalidation shows as a translation that should be gone. Written without the kernel's own page-table code.</remarks>
public sealed unsafe class HostMmu(HostComputer computer, bool hasPcid)
{
    private const int PageBits = 12;
    private const int RootShift = 39;
    private const ulong AddressMask = 0xf_ffff_ffff_f000;

    private readonly Dictionary<(ulong Pcid, ulong Page), HostTranslation> translations = [];
    private readonly Dictionary<(ulong Pcid, int Shift, ulong Index), HostTableLink> links = [];

    /// <summary>CR3.</summary>
    public ulong Cr3 { get; private set; }

    /// <summary>Number of writes to CR3.</summary>
    public int LoadCount { get; private set; }

    /// <summary>Pages invalidated by INVLPG, in order.</summary>
    public List<ulong> InvalidatedPages { get; } = [];

    /// <summary>Whether process-context identifiers are on.</summary>
    public bool HasPcid => hasPcid;

    private ulong Pcid => hasPcid ? Cr3 & 0xfff : 0;

    /// <summary>MOV to CR3.</summary>
    public void WriteCr3(ulong value)
    {
        LoadCount++;
        Cr3 = value & ~(1UL << 63);
        if (!hasPcid)
        {
            translations.Clear();
            links.Clear();
        }
        else if (value >> 63 == 0)
        {
            Drop(Pcid);
        }
    }

    /// <summary>INVLPG.</summary>
    public void InvalidatePage(ulong address)
    {
        InvalidatedPages.Add(address);
        ulong pcid = Pcid;
        foreach (var ((owner, page), translation) in translations.ToArray())
        {
            if (owner == pcid && (page << PageBits) >> translation.SizeBits == address >> translation.SizeBits)
            {
                translations.Remove((owner, page));
            }
        }

        foreach (var key in links.Keys.Where(key => key.Pcid == pcid).ToArray())
        {
            links.Remove(key);
        }
    }

    /// <summary>Where the loaded address space leads, through whatever is remembered; null for a page fault.</summary>
    public HostTranslation? Translate(ulong address)
    {
        var key = (Pcid, address >> PageBits);
        if (!translations.TryGetValue(key, out HostTranslation translation))
        {
            HostTranslation? walked = Walk(Cr3 & AddressMask, address, isCaching: true);
            if (walked == null)
            {
                return null;
            }

            translation = walked.Value with { PhysicalAddress = walked.Value.PhysicalAddress & ~0xffful };
            translations[key] = translation;
        }

        return translation with { PhysicalAddress = translation.PhysicalAddress | (address & 0xfff) };
    }

    /// <summary>Where the tables under a root lead now, whatever is remembered; null for a page fault.</summary>
    public HostTranslation? Walk(ulong rootAddress, ulong address) => Walk(rootAddress, address, isCaching: false);

    private HostTranslation? Walk(ulong rootAddress, ulong address, bool isCaching)
    {
        var link = new HostTableLink(rootAddress, true, true);
        for (var shift = RootShift; ; shift -= 9)
        {
            var key = (Pcid, shift, address >> shift);
            if (shift > PageBits && isCaching && links.TryGetValue(key, out HostTableLink remembered))
            {
                link = remembered;
                continue;
            }

            ulong entry = ReadEntry(link.Table + (((address >> shift) & 511) * 8));
            if ((entry & 1) == 0)
            {
                return null;
            }

            link = new HostTableLink(entry & AddressMask, link.IsUser && (entry & 4) != 0, link.IsWritable && (entry & 2) != 0);
            if (shift == PageBits || (shift < RootShift && (entry & 0x80) != 0))
            {
                int patBit = shift == PageBits ? 7 : 12;
                ulong mask = (1UL << shift) - 1;
                int cache = (int)(((entry >> 3) & 3) | (((entry >> patBit) & 1) << 2));
                return new HostTranslation((link.Table & ~mask) | (address & mask), shift, link.IsUser, link.IsWritable, cache);
            }

            if (isCaching)
            {
                links[key] = link;
            }
        }
    }

    private ulong ReadEntry(ulong physicalAddress) =>
        physicalAddress < computer.MemoryBytes
            ? *(ulong*)(computer.Memory + physicalAddress)
            : throw new InvalidOperationException($"a paging structure at {physicalAddress:x} is not in memory");

    private void Drop(ulong pcid)
    {
        foreach (var key in translations.Keys.Where(key => key.Pcid == pcid).ToArray())
        {
            translations.Remove(key);
        }

        foreach (var key in links.Keys.Where(key => key.Pcid == pcid).ToArray())
        {
            links.Remove(key);
        }
    }
}
