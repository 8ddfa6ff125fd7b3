// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat.Names;

/// <summary>The short names that every entry has: eight characters and three.</summary>
/// <remarks>
/// A name that is not a short name gets one with a number, NAME~1 to NAME~9, and when these are taken one with four digits that depend
/// on the long name, NA1234~1. Source: Microsoft FAT specification, August 2005, section 7.
/// </remarks>
internal static unsafe class ShortNames
{
    private const int BaseBytes = 8;
    private const int ExtensionBytes = 3;
    private const int PlainBytes = 6;
    private const int HashedBytes = 2;
    private const int HashDigits = 4;
    private const uint PrivateUse = 0xf000;
    private const byte LowerBase = 0x08;
    private const byte LowerExtension = 0x10;

    private static ReadOnlySpan<byte> Digits => "0123456789ABCDEF"u8;

    /// <summary>Makes the short form of a name, and says how many entries the name takes.</summary>
    public static void Prepare(NewName* result, ushort* units, int count)
    {
        new Span<byte>(result->Short, NewName.ShortBytes).Fill((byte)' ');
        result->NeedsNumber = false;
        result->NeedsLong = false;
        result->TakenPlain = 0;
        result->TakenHashed = 0;
        result->Hash = Hash(units, count);
        var dot = LastDot(units, count);
        result->BaseLength = Take(result, units, 0, dot, result->Short, BaseBytes);
        if (dot < count)
        {
            // Ignored: how long the extension is tells its padding.
            _ = Take(result, units, dot + 1, count, result->Short + BaseBytes, ExtensionBytes);
        }

        if (result->BaseLength == 0)
        {
            result->Short[0] = (byte)'_';
            result->BaseLength = 1;
            result->NeedsNumber = true;
        }

        result->NeedsLong |= result->NeedsNumber;
        result->Entries = result->NeedsLong ? ((count + FatLayout.UnitsPerPart - 1) / FatLayout.UnitsPerPart) + 1 : 1;
    }

    /// <summary>Takes note of a short name that the directory has.</summary>
    public static void Note(NewName* name, byte* other)
    {
        for (var i = BaseBytes; i < NewName.ShortBytes; i++)
        {
            if (other[i] != name->Short[i])
            {
                return;
            }
        }

        var plain = Math.Min(name->BaseLength, PlainBytes);
        if (Begins(name, other, plain))
        {
            name->TakenPlain |= Number(other, plain);
        }

        var hashed = Math.Min(name->BaseLength, HashedBytes);
        if (Begins(name, other, hashed) && HasHash(name, other + hashed))
        {
            name->TakenHashed |= Number(other, hashed + HashDigits);
        }
    }

    /// <summary>Puts a number in that is not taken; false when all are.</summary>
    public static bool TryNumber(NewName* name)
    {
        const uint all = 0x3fe;
        if (!name->NeedsNumber)
        {
            return true;
        }

        var isPlain = (name->TakenPlain & all) != all;
        var taken = isPlain ? name->TakenPlain : name->TakenHashed;
        if ((taken & all) == all)
        {
            return false;
        }

        var length = Math.Min(name->BaseLength, isPlain ? PlainBytes : HashedBytes);
        if (!isPlain)
        {
            for (var i = 0; i < HashDigits; i++)
            {
                name->Short[length++] = HashDigit(name, i);
            }
        }

        var number = 1;
        while ((taken & (1u << number)) != 0)
        {
            number++;
        }

        name->Short[length++] = (byte)'~';
        name->Short[length++] = (byte)('0' + number);
        new Span<byte>(name->Short + length, BaseBytes - length).Fill((byte)' ');
        return true;
    }

    /// <summary>The sum by which parts of a long name are recognised. Source: same, section 7.2.</summary>
    public static byte Checksum(byte* name)
    {
        uint sum = 0;
        for (var i = 0; i < NewName.ShortBytes; i++)
        {
            sum = (((sum & 1) << 7) | (sum >> 1)) + name[i] & 0xff;
        }

        return (byte)sum;
    }

    /// <summary>A short name as text; what is no ASCII becomes a private character.</summary>
    public static int ToText(byte* name, byte caseMarks, ushort* units)
    {
        var count = Append(name, BaseBytes, (caseMarks & LowerBase) != 0, units, 0);
        var withDot = count;
        units[withDot] = '.';
        var end = Append(name + BaseBytes, ExtensionBytes, (caseMarks & LowerExtension) != 0, units, withDot + 1);
        return end == withDot + 1 ? count : end;
    }

    private static int Append(byte* name, int length, bool isLower, ushort* units, int at)
    {
        while (length > 0 && name[length - 1] == ' ')
        {
            length--;
        }

        for (var i = 0; i < length; i++)
        {
            uint character = name[i];
            if (i == 0 && character == FatLayout.KanjiLead)
            {
                character = FatLayout.Unused;
            }

            if (isLower && character - 'A' < 26)
            {
                character += 32;
            }

            units[at++] = (ushort)(character < 0x80 ? character : PrivateUse + character);
        }

        return at;
    }

    private static int LastDot(ushort* units, int count)
    {
        for (var i = count - 1; i > 0; i--)
        {
            if (units[i] == '.')
            {
                return i;
            }
        }

        return count;
    }

    private static int Take(NewName* result, ushort* units, int from, int to, byte* text, int most)
    {
        var length = 0;
        for (var i = from; i < to; i++)
        {
            uint unit = units[i];
            if (unit is ' ' or '.')
            {
                result->NeedsNumber = true;
                continue;
            }

            if (length == most)
            {
                result->NeedsNumber = true;
                break;
            }

            if (unit - 'a' < 26)
            {
                unit -= 32;
                result->NeedsLong = true;
            }
            else if (unit >= 0x80 || unit is '+' or ',' or ';' or '=' or '[' or ']')
            {
                unit = '_';
                result->NeedsNumber = true;
            }

            text[length++] = (byte)unit;
        }

        return length;
    }

    private static bool Begins(NewName* name, byte* other, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (name->Short[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasHash(NewName* name, byte* at)
    {
        for (var i = 0; i < HashDigits; i++)
        {
            if (at[i] != HashDigit(name, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The bit of the number that a short name ends in; none when it ends otherwise.</summary>
    private static uint Number(byte* name, int at)
    {
        uint digit = (uint)name[at + 1] - '0';
        var isEnd = at + 2 == BaseBytes || name[at + 2] == ' ';
        return name[at] == '~' && digit is >= 1 and <= 9 && isEnd ? 1u << (int)digit : 0;
    }

    private static byte HashDigit(NewName* name, int place) => Digits[(name->Hash >> ((HashDigits - 1 - place) * 4)) & 0xf];

    private static ushort Hash(ushort* units, int count)
    {
        // FNV-1a of 32 bits, folded.
        var hash = 0x811c_9dc5;
        for (var i = 0; i < count; i++)
        {
            hash = (hash ^ units[i]) * 0x0100_0193;
        }

        return (ushort)(hash ^ (hash >> 16));
    }
}
