// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Files;

/// <summary>A command and its results: 64 bytes of the client's data. All places are offsets into that data.</summary>
public struct FileRecord
{
    /// <summary>What is asked.</summary>
    public FileCommand Command;

    /// <summary>How a file is opened.</summary>
    public FileModes Modes;

    /// <summary>The life of the server that the client knows; one that is another answers <see cref="FileStatus.Restarted"/>.</summary>
    public ushort Generation;

    /// <summary>The open file.</summary>
    public uint Handle;

    /// <summary>Where in the file, its new size, or the position in a directory.</summary>
    public ulong Offset;

    /// <summary>Bytes of data.</summary>
    public uint Length;

    /// <summary>Where they are.</summary>
    public uint Data;

    /// <summary>Where the path is.</summary>
    public uint Path;

    /// <summary>Bytes of the path.</summary>
    public uint PathLength;

    /// <summary>Where the second path is.</summary>
    public uint NewPath;

    /// <summary>Bytes of the second path.</summary>
    public uint NewPathLength;

    /// <summary>Result: bytes read, written or listed.</summary>
    public uint Transferred;

    /// <summary>Result: when it was written last, in FAT's form, date in the upper half.</summary>
    public uint Modified;

    /// <summary>Result: the size, or the position at which a list goes on.</summary>
    public ulong Value;

    /// <summary>Result: attributes, as FAT has them; 0x10 is a directory.</summary>
    public uint Attributes;

    /// <summary>Result: the handle of the file that was opened.</summary>
    public uint NewHandle;
}
