// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using System.Text;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Writes sections as compilers do.</summary>
internal sealed class ByteWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Bytes written.</summary>
    public int Length => _bytes.Count;

    /// <summary>All of them.</summary>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>Bytes as they are.</summary>
    public ByteWriter Bytes(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>A 16-bit number.</summary>
    public ByteWriter Half(ushort value) => Bytes((byte)value, (byte)(value >> 8));

    /// <summary>A 32-bit number.</summary>
    public ByteWriter Word(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    /// <summary>A 64-bit number.</summary>
    public ByteWriter Long(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return Bytes(bytes);
    }

    /// <summary>A number of variable length.</summary>
    public ByteWriter Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Bytes((byte)(value | 0x80));
        }

        return Bytes((byte)value);
    }

    /// <summary>A number with sign of variable length.</summary>
    public ByteWriter Signed(long value)
    {
        for (; value is < -64 or > 63; value >>= 7)
        {
            Bytes((byte)(value | 0x80));
        }

        return Bytes((byte)(value & 0x7f));
    }

    /// <summary>A name and the zero behind it.</summary>
    public ByteWriter Name(string name) => Bytes([.. Encoding.UTF8.GetBytes(name), 0]);

    /// <summary>Something of another writer, with its length as a 32-bit number before it.</summary>
    public ByteWriter Sized(ByteWriter part) => Word((uint)part.Length).Bytes(part.ToArray());
}
