// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Text;

namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Reads the bytes of a debugging section from front to end.</summary>
/// <remarks>Invariant: no access outside the bytes; every refusal is an <see cref="ElfFormatException"/> that names the section.</remarks>
internal ref struct DwarfReader
{
    private const int LongestVariableNumber = 10;
    private const int LongestName = 4096;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _section;

    /// <summary>Reads bytes of a section.</summary>
    public DwarfReader(ReadOnlySpan<byte> bytes, string section)
    {
        _bytes = bytes;
        _section = section;
    }

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _bytes.Length - Position;

    /// <summary>An 8-bit number.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>A 16-bit number.</summary>
    public ushort Half() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>A 32-bit number.</summary>
    public uint Word() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A 64-bit number.</summary>
    public ulong Long() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A number of 1, 2, 4 or 8 bytes.</summary>
    public ulong Number(int bytes) => bytes switch
    {
        1 => Byte(),
        2 => Half(),
        4 => Word(),
        8 => Long(),
        _ => throw Refuse($"a number of {bytes} bytes"),
    };

    /// <summary>A number without sign of variable length. Source: DWARF 5, 7.6.</summary>
    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 7 * LongestVariableNumber; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Refuse("a number that does not end");
    }

    /// <summary>A number with sign of variable length. Source: DWARF 5, 7.6.</summary>
    public long Signed()
    {
        long value = 0;
        for (int shift = 0; shift < 7 * LongestVariableNumber;)
        {
            byte next = Byte();
            value |= (long)(next & 0x7f) << shift;
            shift += 7;
            if (next < 0x80)
            {
                return (next & 0x40) != 0 && shift < 64 ? value | (-1L << shift) : value;
            }
        }

        throw Refuse("a number that does not end");
    }

    /// <summary>A name, ended by a zero.</summary>
    public string Name()
    {
        int length = _bytes[Position..].IndexOf((byte)0);
        if (length is < 0 or > LongestName)
        {
            throw Refuse("a name that does not end");
        }

        string name = Encoding.UTF8.GetString(Take((ulong)length));
        Skip(1);
        return name;
    }

    /// <summary>The next bytes, with a reader of their own.</summary>
    public DwarfReader Part(ulong length) => new(Take(length), _section);

    /// <summary>Passes over bytes.</summary>
    public void Skip(ulong length) => Take(length);

    /// <summary>Makes the exception for a defect of the section.</summary>
    public readonly ElfFormatException Refuse(string what) => new($"section '{_section}' has {what} at offset 0x{Position:x}");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)Left)
        {
            throw Refuse("an entry that reaches beyond its end");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return taken;
    }
}
