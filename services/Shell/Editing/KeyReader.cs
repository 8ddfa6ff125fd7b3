// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace Caprock.Services.Shell.Editing;

/// <summary>
/// Keys out of the bytes that a terminal sends. Any bytes are keys, or none: nothing makes it wait for more than one character.
/// </summary>
/// <remarks>
/// Source of the sequences: ECMA-48, 5.4 and 8.3; xterm control sequences, "PC-Style Function Keys". Of characters: RFC 3629.
/// </remarks>
public struct KeyReader
{
    private const byte Escape = 0x1b;
    private const byte FirstPrintable = 0x20;
    private const byte Rubout = 0x7f;
    private const int MostParameter = 99;

    private CharacterBytes character;
    private int length;
    private int missing;
    private int parameter;
    private Phase phase;
    private bool wasReturn;

    private enum Phase
    {
        Ground,
        Escape,
        Sequence,
        Shifted,
    }

    /// <summary>The character, in UTF-8.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Character => ((Span<byte>)character)[..length];

    /// <summary>Takes a byte.</summary>
    public Key Feed(byte value)
    {
        var isSecondHalf = wasReturn && value == (byte)'\n';
        wasReturn = value == (byte)'\r';
        if (isSecondHalf)
        {
            return Key.None;
        }

        if (value == Escape || (value < FirstPrintable && phase != Phase.Ground))
        {
            missing = 0;
            phase = value == Escape ? Phase.Escape : Phase.Ground;
            return value == Escape ? Key.None : Control(value);
        }

        switch (phase)
        {
            case Phase.Escape:
                phase = value == (byte)'[' ? Phase.Sequence : value == (byte)'O' ? Phase.Shifted : Phase.Ground;
                parameter = 0;
                return Key.None;
            case Phase.Shifted:
                phase = Phase.Ground;
                return Letter(value);
            case Phase.Sequence:
                return InSequence(value);
            default:
                return value < FirstPrintable || value == Rubout ? Control(value) : Part(value);
        }
    }

    /// <summary>Parameters and what is between them, then a last byte of 0x40 to 0x7e.</summary>
    private Key InSequence(byte value)
    {
        if (value is >= (byte)'0' and <= (byte)'9')
        {
            parameter = Math.Min((parameter * 10) + (value - '0'), MostParameter);
            return Key.None;
        }

        if (value is >= FirstPrintable and < (byte)'@')
        {
            return Key.None;
        }

        phase = Phase.Ground;
        if (value != (byte)'~')
        {
            return Letter(value);
        }

        return parameter switch
        {
            1 or 7 => Key.Home,
            3 => Key.DeleteOnly,
            4 or 8 => Key.End,
            _ => Key.None,
        };
    }

    private static Key Letter(byte value) => value switch
    {
        (byte)'A' => Key.Up,
        (byte)'B' => Key.Down,
        (byte)'C' => Key.Right,
        (byte)'D' => Key.Left,
        (byte)'H' => Key.Home,
        (byte)'F' => Key.End,
        _ => Key.None,
    };

    private Key Control(byte value)
    {
        missing = 0;
        return value switch
        {
            (byte)'\r' or (byte)'\n' => Key.Enter,
            (byte)'\t' => Key.Tab,
            (byte)'\b' or Rubout => Key.Backspace,
            0x01 => Key.Home,
            0x02 => Key.Left,
            0x03 => Key.Interrupt,
            0x04 => Key.Delete,
            0x05 => Key.End,
            0x06 => Key.Right,
            0x0b => Key.EraseAfter,
            0x0c => Key.Redraw,
            0x0e => Key.Down,
            0x10 => Key.Up,
            0x15 => Key.EraseBefore,
            0x17 => Key.EraseWord,
            _ => Key.None,
        };
    }

    /// <summary>A byte of a character. One that cannot stand here is dropped, and what it cuts short too.</summary>
    private Key Part(byte value)
    {
        var isContinuation = (value & 0xc0) == 0x80;
        if (isContinuation != (missing > 0))
        {
            missing = 0;
            if (isContinuation)
            {
                return Key.None;
            }
        }

        if (isContinuation)
        {
            character[length++] = value;
            return --missing == 0 && IsCharacter() ? Key.Character : Key.None;
        }

        missing = value switch { < 0x80 => 0, >= 0xc2 and < 0xe0 => 1, >= 0xe0 and < 0xf0 => 2, >= 0xf0 and < 0xf5 => 3, _ => -1 };
        if (missing < 0)
        {
            missing = 0;
            return Key.None;
        }

        character[0] = value;
        length = 1;
        return missing == 0 ? Key.Character : Key.None;
    }

    /// <summary>No control characters, no surrogates, nothing too long or beyond the last. Source: RFC 3629, 3 and 4.</summary>
    private readonly bool IsCharacter() => character[0] switch
    {
        0xc2 => character[1] >= 0xa0,
        0xe0 => character[1] >= 0xa0,
        0xed => character[1] < 0xa0,
        0xf0 => character[1] >= 0x90,
        0xf4 => character[1] < 0x90,
        _ => true,
    };
}
