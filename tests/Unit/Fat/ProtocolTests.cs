// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Services.Files;

namespace Caprock.Tests.Unit.Fat;

/// <summary>The protocol of file servers has the numbers that fat_server passes through.</summary>
public sealed class ProtocolTests
{
    [Fact]
    public void Commands_statuses_and_modes_have_the_same_numbers()
    {
        Assert.Equal(
            Enum.GetValues<FatCommand>().Where(value => value is not (FatCommand.Mount or FatCommand.Reclaim))
                .Select(value => (value.ToString(), (uint)value)),
            Enum.GetValues<FileCommand>().Select(value => (value.ToString(), (uint)value)));
        Assert.Equal(
            Enum.GetValues<FatStatus>().Where(value => value is not (FatStatus.Pending or FatStatus.Continue))
                .Select(value => (value.ToString(), (uint)value)),
            Enum.GetValues<FileStatus>().Where(value => value != FileStatus.Restarted).Select(value => (value.ToString(), (uint)value)));
        Assert.Equal(
            Enum.GetValues<OpenModes>().Select(value => (value.ToString(), (uint)value)),
            Enum.GetValues<FileModes>().Select(value => (value.ToString(), (uint)value)));
    }

    [Fact]
    public void Entries_of_lists_are_laid_out_alike()
    {
        var entry = new FatListEntry { Size = 0x01020304, Modified = 0x05060708, Position = 0x090a0b0c };
        entry.NameBytes = 0x0d0e;
        entry.Attributes = 0x0f;
        var other = Unsafe.As<FatListEntry, Caprock.Services.Files.FileListEntry>(ref entry);

        Assert.Equal(Unsafe.SizeOf<FatListEntry>(), Unsafe.SizeOf<FileListEntry>());
        Assert.Equal((entry.Size, entry.Modified, entry.Position), (other.Size, other.Modified, other.Position));
        Assert.Equal((entry.NameBytes, entry.Attributes), (other.NameBytes, other.Attributes));
        Assert.Equal(FatListEntry.HeadBytes, FileListEntry.HeadBytes);
        Assert.Equal(64, Unsafe.SizeOf<FileRecord>());
    }
}
