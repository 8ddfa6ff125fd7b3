// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace Caprock.Examples.Calculator;

/// <summary>Collects a line from characters as a person types them: backspace, Ctrl-U, Ctrl-C, Ctrl-D, CR or LF or both.</summary>
/// <remarks>Knows nothing of devices: <see cref="Echo"/> is what the terminal shall show for the last character.</remarks>
/// <param name="capacity">Most characters of a line.</param>
internal struct LineEditor(int capacity)
{
    private const byte Interrupt = 0x03;
    private const byte EndOfTransmission = 0x04;
    private const byte Backspace = 0x08;
    private const byte KillLine = 0x15;
    private const byte Delete = 0x7f;

    private readonly int capacity = capacity;
    private LineBuffer buffer;
    private int length;
    private bool isTooLong;
    private bool wasCarriageReturn;

    /// <summary>The characters typed so far, or the line just completed.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Line => ((Span<byte>)buffer)[..length];

    /// <summary>What to show for the last character: itself, or an erasure of this many characters when negative.</summary>
    public int Echo { get; private set; }

    /// <summary>Starts a new line.</summary>
    public void Clear()
    {
        length = 0;
        isTooLong = false;
    }

    /// <summary>Takes a character.</summary>
    public LineEvent Feed(byte character)
    {
        Echo = 0;
        var isSecondHalf = wasCarriageReturn && character == (byte)'\n';
        wasCarriageReturn = character == (byte)'\r';
        switch (character)
        {
            case (byte)'\n' when isSecondHalf:
                return LineEvent.None;
            case (byte)'\r':
            case (byte)'\n':
                return isTooLong ? LineEvent.TooLong : LineEvent.Complete;
            case Backspace:
            case Delete:
                Erase(1);
                return LineEvent.None;
            case KillLine:
                isTooLong = false;
                Erase(length);
                return LineEvent.None;
            case Interrupt:
                return LineEvent.Cancelled;
            case EndOfTransmission:
                return length == 0 && !isTooLong ? LineEvent.EndOfInput : LineEvent.None;
            default:
                Append(character);
                return LineEvent.None;
        }
    }

    private void Erase(int count)
    {
        count = count < length ? count : length;
        length -= count;
        Echo = -count;
    }

    private void Append(byte character)
    {
        if (character is < 0x20 or > 0x7e)
        {
            return;
        }

        if (length == capacity)
        {
            isTooLong = true;
            return;
        }

        buffer[length] = character;
        length++;
        Echo = character;
    }
}
