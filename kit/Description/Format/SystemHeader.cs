// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Begin of what a component is told about the whole system, if the description says so.</summary>
public struct SystemHeader
{
    /// <summary>"CAPROCKS", read as a little-endian number.</summary>
    public const ulong ExpectedMagic = 0x534b_434f_5250_4143;

    /// <summary>Where in it the initialiser writes the two figures about memory.</summary>
    public const uint FiguresOffset = 16;

    /// <summary><see cref="ExpectedMagic"/>.</summary>
    public ulong Magic;

    /// <summary><see cref="LayoutHeader.ExpectedVersion"/>.</summary>
    public uint Version;

    /// <summary>Index of who reads this.</summary>
    public uint Reader;

    /// <summary>Bytes of memory that the kernel gave the initialiser.</summary>
    public ulong MemoryBytes;

    /// <summary>Bytes of it that nothing was made of.</summary>
    public ulong FreeBytes;

    /// <summary>Protection domains: <see cref="SystemDomain"/>, by index.</summary>
    public TableReference Domains;

    /// <summary>Memory regions: <see cref="SystemRegion"/>.</summary>
    public TableReference Regions;

    /// <summary>Who maps them: <see cref="SystemMap"/>, by protection domain.</summary>
    public TableReference Maps;

    /// <summary>Capabilities: <see cref="SystemCapability"/>, by protection domain and slot.</summary>
    public TableReference Capabilities;

    /// <summary>Names: UTF-8, each ended by a zero.</summary>
    public TableReference Names;
}
