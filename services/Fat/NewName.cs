// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>A name that a directory is to get: its short form, and what is known about those already there.</summary>
internal unsafe struct NewName
{
    /// <summary>Characters of a short name.</summary>
    public const int ShortBytes = 11;

    /// <summary>The short name, padded with spaces, without number.</summary>
    public fixed byte Short[ShortBytes];

    /// <summary>Characters of it before the extension.</summary>
    public int BaseLength;

    /// <summary>Whether the long name must be written too.</summary>
    public bool NeedsLong;

    /// <summary>Whether the short name needs a number, because it is not the name.</summary>
    public bool NeedsNumber;

    /// <summary>Sixteen bits that depend on the long name.</summary>
    public ushort Hash;

    /// <summary>Numbers that are taken, behind the beginning of the name.</summary>
    public uint TakenPlain;

    /// <summary>Numbers that are taken, behind its beginning and the hash.</summary>
    public uint TakenHashed;

    /// <summary>Directory entries that it takes.</summary>
    public int Entries;

    /// <summary>Where they go.</summary>
    public uint Sector;

    /// <summary>Their place there.</summary>
    public int Slot;

    /// <summary>Whether the directory ends behind them.</summary>
    public bool EndsDirectory;

    /// <summary>A sector whose entries from <see cref="PassedSlot"/> on are passed over; zero for none.</summary>
    public uint PassedSector;

    /// <summary>The first of these.</summary>
    public int PassedSlot;
}
