// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Layout;

namespace Caprock.Kit.Description.Programs;

/// <summary>What the monitor knows about the code of a program, while it is made.</summary>
internal sealed class TraceTables
{
    private const int Alignment = 8;

    /// <summary>The header, without the tables' places.</summary>
    public TraceHeader Header;

    /// <summary>Functions.</summary>
    public List<TraceFunction> Functions { get; } = [];

    /// <summary>Lines.</summary>
    public List<TraceLine> Lines { get; } = [];

    /// <summary>Ways to callers.</summary>
    public List<TraceFrame> Frames { get; } = [];

    /// <summary>Names of files, by their offsets.</summary>
    public List<uint> Files { get; } = [];

    /// <summary>Names.</summary>
    public NameTable Names { get; } = new();

    /// <summary>Header and tables behind each other.</summary>
    public byte[] ToBytes()
    {
        List<byte> bytes = [.. new byte[Unsafe.SizeOf<TraceHeader>()]];
        TraceHeader header = Header;
        header.Functions = Append(bytes, Functions);
        header.Lines = Append(bytes, Lines);
        header.Frames = Append(bytes, Frames);
        header.Files = Append(bytes, Files);
        header.Names = Append(bytes, [.. Names.Bytes]);
        byte[] result = [.. bytes];
        MemoryMarshal.Write(result, header);
        return result;
    }

    private static TableReference Append<T>(List<byte> bytes, List<T> entries)
        where T : unmanaged
    {
        while (bytes.Count % Alignment != 0)
        {
            bytes.Add(0);
        }

        TableReference reference = new() { Offset = (uint)bytes.Count, Count = (uint)entries.Count };
        bytes.AddRange(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(entries)));
        return reference;
    }
}
