// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Text;

namespace Caprock.Kit.Elf;

/// <summary>Bounds-checked little-endian access to a file's bytes.</summary>
/// <remarks>Invariant: no access outside the file; every refusal is an <see cref="ElfFormatException"/> that names what was being read.</remarks>
internal sealed class ElfBytes
{
    private readonly byte[] _bytes;
    private readonly string _name;

    /// <summary>Wraps the bytes of the file called <paramref name="name"/>.</summary>
    public ElfBytes(byte[] bytes, string name)
    {
        _bytes = bytes;
        _name = name;
    }

    /// <summary>Length of the file in bytes.</summary>
    public ulong Length => (ulong)_bytes.Length;

    /// <summary>The bytes at an offset.</summary>
    public ReadOnlyMemory<byte> Slice(ulong offset, ulong size, string what)
    {
        if (offset > Length || size > Length - offset)
        {
            throw Refuse($"{what} lies at offset 0x{offset:x}, size 0x{size:x}, but the file has only {Length} bytes");
        }

        return _bytes.AsMemory((int)offset, (int)size);
    }

    /// <summary>An 8-bit number.</summary>
    public byte Byte(ulong offset, string what) => Slice(offset, 1, what).Span[0];

    /// <summary>A 16-bit number.</summary>
    public ushort Half(ulong offset, string what) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2, what).Span);

    /// <summary>A 32-bit number.</summary>
    public uint Word(ulong offset, string what) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4, what).Span);

    /// <summary>A 64-bit number.</summary>
    public ulong Long(ulong offset, string what) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, 8, what).Span);

    /// <summary>A zero-terminated name in a string table.</summary>
    public string Name(ReadOnlySpan<byte> table, uint offset, string what)
    {
        if (offset >= (uint)table.Length)
        {
            throw Refuse($"the name of {what} starts at 0x{offset:x}, outside its string table of {table.Length} bytes");
        }

        ReadOnlySpan<byte> rest = table[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end < 0
            ? throw Refuse($"the name of {what} is not terminated inside its string table")
            : Encoding.UTF8.GetString(rest[..end]);
    }

    /// <summary>Makes the exception for a defect of this file.</summary>
    public ElfFormatException Refuse(string reason) => new($"'{_name}' is not a usable ELF file: {reason}");
}
