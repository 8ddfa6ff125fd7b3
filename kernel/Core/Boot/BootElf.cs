// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kernel.Boot;

/// <summary>The initial thread's program: a static ELF file for this machine, checked before anything is believed.</summary>
/// <remarks>Source: System V ABI, chapter 4 (ELF header) and 5 (program header); AMD64 supplement 1.0. After Check returned
/// None, every loadable segment lies in the file and below user level's end, and so does the entry.</remarks>
public unsafe struct BootElf
{
    /// <summary>Most program headers that are read.</summary>
    public const int MaximumHeaders = 64;

    /// <summary>Address space left behind the image for what the kernel adds: IPC buffer, boot information.</summary>
    public const ulong SpaceBehind = 1 << 20;

    private const ulong PageMask = 0xfff;
    private const ulong HeaderBytes = 64;
    private const ulong ProgramHeaderBytes = 56;
    private const uint Magic = 0x464c_457f;
    private const uint Class64LittleEndian = 0x0001_0102;
    private const ushort Executable = 2;
    private const uint Loadable = 1;

    /// <summary>The file.</summary>
    public byte* File;

    /// <summary>First address of the image, on a page.</summary>
    public ulong Start;

    /// <summary>First address behind the image, on a page.</summary>
    public ulong End;

    /// <summary>First instruction.</summary>
    public ulong Entry;

    /// <summary>Number of program headers.</summary>
    public int HeaderCount;

    /// <summary>Checks a file and fills in the rest.</summary>
    public static BootProblem Check(BootElf* elf, byte* file, ulong length, ushort machine)
    {
        elf->File = file;
        elf->Start = ulong.MaxValue;
        elf->End = 0;
        if (length < HeaderBytes || *(uint*)file != Magic)
        {
            return BootProblem.NotElf;
        }

        if ((*(uint*)(file + 4) & 0xff_ffff) != Class64LittleEndian
            || *(ushort*)(file + 16) != Executable
            || *(ushort*)(file + 18) != machine)
        {
            return BootProblem.WrongElf;
        }

        elf->Entry = *(ulong*)(file + 24);
        ulong offset = *(ulong*)(file + 32);
        elf->HeaderCount = *(ushort*)(file + 56);
        if (*(ushort*)(file + 54) != ProgramHeaderBytes || elf->HeaderCount > MaximumHeaders || (offset & 7) != 0
            || offset > length || (ulong)elf->HeaderCount * ProgramHeaderBytes > length - offset)
        {
            return BootProblem.BadProgramHeaders;
        }

        return CheckSegments(elf, length);
    }

    /// <summary>Program header by index; null when it is not of a segment with something in it.</summary>
    public static BootElfSegment* Segment(BootElf* elf, int index)
    {
        var segment = (BootElfSegment*)(elf->File + *(ulong*)(elf->File + 32)) + index;
        return segment->Type == Loadable && segment->MemoryBytes != 0 ? segment : null;
    }

    /// <summary>What the segments that touch a page ask for: BootElfSegment's flags, read and write where none does.</summary>
    public static uint FlagsOf(BootElf* elf, ulong page)
    {
        uint flags = 0;
        for (int i = 0; i < elf->HeaderCount; i++)
        {
            BootElfSegment* segment = Segment(elf, i);
            if (segment != null && segment->Address <= page + PageMask && segment->Address + segment->MemoryBytes > page)
            {
                flags |= segment->Flags;
            }
        }

        return flags != 0 ? flags : BootElfSegment.Writable;
    }

    private static BootProblem CheckSegments(BootElf* elf, ulong length)
    {
        bool isEntryExecutable = false;
        for (int i = 0; i < elf->HeaderCount; i++)
        {
            BootElfSegment* segment = Segment(elf, i);
            if (segment == null)
            {
                continue;
            }

            if (segment->FileBytes > segment->MemoryBytes || segment->Offset > length || segment->FileBytes > length - segment->Offset
                || segment->Address > Limits.UserTop - SpaceBehind
                || segment->MemoryBytes > Limits.UserTop - SpaceBehind - segment->Address)
            {
                return BootProblem.BadSegment;
            }

            ulong end = (segment->Address + segment->MemoryBytes + PageMask) & ~PageMask;
            elf->Start = Math.Min(elf->Start, segment->Address & ~PageMask);
            elf->End = Math.Max(elf->End, end);
            isEntryExecutable |= (segment->Flags & BootElfSegment.Executable) != 0
                && elf->Entry >= segment->Address && elf->Entry - segment->Address < segment->MemoryBytes;
        }

        return elf->End == 0 ? BootProblem.NoSegment : isEntryExecutable ? BootProblem.None : BootProblem.BadEntry;
    }
}
