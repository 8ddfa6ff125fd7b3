// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User.Text;

/// <summary>Builds text in a buffer of the caller; what does not fit is cut and <see cref="IsTruncated"/> set.</summary>
public ref struct TextBuilder(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Whether something did not fit.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The text so far.</summary>
    public readonly ReadOnlySpan<byte> Written => buffer[..Length];

    /// <summary>Appends bytes.</summary>
    public void Append(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Append(text[i]);
        }
    }

    /// <summary>Appends one byte.</summary>
    public void Append(byte character)
    {
        if (Length >= buffer.Length)
        {
            IsTruncated = true;
            return;
        }

        buffer[Length] = character;
        Length++;
    }

    /// <summary>Appends a number in decimal.</summary>
    public void AppendDecimal(long value)
    {
        if (value < 0)
        {
            Append((byte)'-');
        }

        var magnitude = value < 0 ? 0UL - (ulong)value : (ulong)value;
        var divisor = 1UL;
        while (magnitude / divisor >= 10)
        {
            divisor *= 10;
        }

        for (; divisor > 0; divisor /= 10)
        {
            Append((byte)('0' + (magnitude / divisor % 10)));
        }
    }

    /// <summary>Appends a number in hexadecimal with prefix and without leading zeros.</summary>
    public void AppendHexadecimal(ulong value)
    {
        Append("0x"u8);
        var shift = 60;
        while (shift > 0 && value >> shift == 0)
        {
            shift -= 4;
        }

        for (; shift >= 0; shift -= 4)
        {
            var digit = (byte)((value >> shift) & 0xf);
            Append((byte)(digit < 10 ? '0' + digit : 'a' + digit - 10));
        }
    }
}
