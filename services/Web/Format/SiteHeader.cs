// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Web.Format;

/// <summary>Begins a site archive; the entries follow, sorted by the bytes of their paths. Little-endian.</summary>
public struct SiteHeader
{
    /// <summary>What <see cref="Magic"/> is: "site" in the order of memory.</summary>
    public const uint ExpectedMagic = 0x6574_6973;

    /// <summary>Says that this is an archive.</summary>
    public uint Magic;

    /// <summary>Entries.</summary>
    public uint EntryCount;

    /// <summary>Bytes of the archive.</summary>
    public uint Bytes;

    /// <summary>Zero.</summary>
    public uint Reserved;
}
