// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tests.Unit.Description.Programs;

public class ElfExtensionTests
{
    private static readonly byte[] s_contents = [.. Enumerable.Range(0, 5000).Select(number => (byte)number)];

    [Fact]
    public void The_bytes_are_a_read_only_segment_on_the_page_behind_the_image()
    {
        ElfImage before = ElfImage.Parse(new TestProgram { DataMemory = 0x3001 }.ToBytes(), "before");
        ElfImage after = ElfImage.Parse(ElfExtension.Append(before, s_contents), "after");
        ElfSegment added = after.Segments[^1];

        Assert.Equal(before.Segments, after.Segments.SkipLast(1));
        Assert.Equal((ElfSegmentType.Load, ElfSegmentFlags.Read), (added.Type, added.Flags));
        Assert.Equal(TestProgram.DataAddress + 0x4000, added.VirtualAddress);
        Assert.Equal(((ulong)s_contents.Length, (ulong)s_contents.Length), (added.FileSize, added.MemorySize));
        Assert.Equal(0ul, (added.VirtualAddress - added.FileOffset) % 4096);
        Assert.Equal(s_contents, after.Bytes.Slice((int)added.FileOffset, (int)added.FileSize).ToArray());
    }

    [Fact]
    public void The_program_itself_stays_as_it_is()
    {
        ElfImage before = ElfImage.Parse(new TestProgram().ToBytes(), "before");
        ElfImage after = ElfImage.Parse(ElfExtension.Append(before, s_contents), "after");

        Assert.Equal(before.Header, after.Header);
        foreach (ElfSegment segment in before.Segments)
        {
            (int start, int length) = ((int)segment.FileOffset, (int)segment.FileSize);
            Assert.Equal(before.Bytes.Slice(start, length).ToArray(), after.Bytes.Slice(start, length).ToArray());
        }
    }

    [Fact]
    public void There_are_no_sections_any_more()
    {
        ElfImage before = ElfImage.Parse(new TestProgram().ToBytes(), "before");

        Assert.Empty(ElfImage.Parse(ElfExtension.Append(before, []), "after").Sections);
    }
}
