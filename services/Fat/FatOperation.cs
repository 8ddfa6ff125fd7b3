// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>An operation: what is asked, what came of it, and how far it is.</summary>
/// <remarks>
/// It is taken with <see cref="FatVolume{TDevice}.Reserve"/>, filled, and started. Memory that it names must stay until it is finished.
/// What is in that memory may change meanwhile: every byte of a path is read once and checked then.
/// </remarks>
public unsafe struct FatOperation
{
    /// <summary>What is asked.</summary>
    public FatCommand Command;

    /// <summary>How a file is opened.</summary>
    public OpenModes Modes;

    /// <summary>The open file; for <see cref="FatCommand.Open"/> the result.</summary>
    public uint Handle;

    /// <summary>Where in the file; for <see cref="FatCommand.Resize"/> its size; for <see cref="FatCommand.List"/> the position.</summary>
    public ulong Offset;

    /// <summary>Bytes at <see cref="Data"/>.</summary>
    public uint Length;

    /// <summary>What is written, or where to read to.</summary>
    public byte* Data;

    /// <summary>The path in UTF-8, components separated by slashes, always from the root.</summary>
    public byte* Path;

    /// <summary>Bytes of the path.</summary>
    public uint PathLength;

    /// <summary>The second path, of <see cref="FatCommand.Rename"/>.</summary>
    public byte* NewPath;

    /// <summary>Bytes of the second path.</summary>
    public uint NewPathLength;

    /// <summary>The owner's.</summary>
    public ulong Tag;

    /// <summary>The owner's too.</summary>
    public uint Owner;

    /// <summary>How it ended.</summary>
    public FatStatus Status;

    /// <summary>Bytes read, written or listed.</summary>
    public uint Transferred;

    /// <summary>Result: the size of the file; of a list the position at which to go on.</summary>
    public ulong Value;

    /// <summary>Result: what the path names.</summary>
    public FatAttributes Attributes;

    /// <summary>Result: when it was written last, date in the upper half.</summary>
    public uint Modified;

    internal bool IsActive;
    internal bool IsFinished;
    internal bool HasFailed;
    internal byte Stage;
    internal byte WalkStage;
    internal byte PlaceStage;
    internal ushort Slot;
    internal ushort Outstanding;
    internal uint Walked;
    internal uint Directory;
    internal bool Found;
    internal bool IsRoot;
    internal bool IsLast;
    internal bool PassedSource;
    internal uint WalkIndex;
    internal uint WalkCluster;
    internal uint NewCluster;
    internal uint RoomCluster;
    internal uint ZeroedSectors;
    internal uint Chain;
    internal uint Result;
    internal int NameUnits;
    internal NewName New;
    internal EntrySet Source;
    internal DirectoryScan Scan;
    internal fixed ushort Name[DirectoryScan.MostUnits];
}
