// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Monitor;

/// <summary>What the host found out about the code of a program: functions, lines, and the ways to callers.</summary>
internal readonly unsafe struct Trace
{
    private const uint NotFound = uint.MaxValue;
    private const uint NearLines = 8;

    private readonly TraceHeader* header;

    private Trace(TraceHeader* header) => this.header = header;

    /// <summary>Whether any ways to callers are known.</summary>
    public bool HasFrames => header->Frames.Count != 0;

    private byte* Start => (byte*)header;

    /// <summary>Finds that of a protection domain; false when nothing is known about its program.</summary>
    public static bool TryOpen(uint domain, out Trace trace)
    {
        var address = Domain.Entry(domain)->TraceAddress;
        trace = new Trace((TraceHeader*)address);
        return address != 0;
    }

    /// <summary>The function that an instruction belongs to; null when it is in none.</summary>
    public TraceFunction* Function(ulong address)
    {
        var first = (TraceFunction*)(Start + header->Functions.Offset);
        var index = Last((byte*)first, header->Functions.Count, (uint)sizeof(TraceFunction), address);
        return index != NotFound && address - header->Base - first[index].Start < first[index].Bytes ? first + index : null;
    }

    /// <summary>The lines that an instruction may come from, one after the other; null when none is known.</summary>
    public TraceLine* Lines(ulong address, out int count)
    {
        var first = (TraceLine*)(Start + header->Lines.Offset);
        var index = Last((byte*)first, header->Lines.Count, (uint)sizeof(TraceLine), address);
        count = 0;
        if (index == NotFound || first[index].Line == 0)
        {
            return null;
        }

        var start = first[index].Start;
        for (count = 1; index > 0 && first[index - 1].Start == start; count++)
        {
            index--;
        }

        return first + index;
    }

    /// <summary>Whether a line is one of a function: near those that its instructions come from. The compiler drops some.</summary>
    public bool IsNear(TraceFunction* function, ulong line)
    {
        var lines = (TraceLine*)(Start + header->Lines.Offset);
        var index = Last((byte*)lines, header->Lines.Count, (uint)sizeof(TraceLine), header->Base + function->Start + function->Bytes - 1);
        for (; index != NotFound && lines[index].Start >= function->Start; index--)
        {
            var distance = line > lines[index].Line ? line - lines[index].Line : lines[index].Line - line;
            if (lines[index].File == function->File && distance <= NearLines)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The way from an instruction to the caller of its function; null when there is none.</summary>
    public TraceFrame* Frame(ulong address)
    {
        var first = (TraceFrame*)(Start + header->Frames.Offset);
        var index = Last((byte*)first, header->Frames.Count, (uint)sizeof(TraceFrame), address);
        return index != NotFound && (first[index].Rule & TraceFrame.RegisterMask) != TraceFrame.NoRegister ? first + index : null;
    }

    /// <summary>The name of a function.</summary>
    public ReadOnlySpan<byte> NameOf(TraceFunction* function) => Name(function->Name);

    /// <summary>A file by its place in the table plus one.</summary>
    public ReadOnlySpan<byte> File(ushort place) => Name(((uint*)(Start + header->Files.Offset))[place - 1]);

    /// <summary>The last entry that begins at an address or before it. Every entry begins with its start.</summary>
    private uint Last(byte* entries, uint count, uint entryBytes, ulong address)
    {
        var offset = address - header->Base;
        if (address < header->Base || offset > uint.MaxValue)
        {
            return NotFound;
        }

        uint low = 0;
        var high = count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (*(uint*)(entries + ((ulong)middle * entryBytes)) <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private ReadOnlySpan<byte> Name(uint offset)
    {
        var first = Start + header->Names.Offset + offset;
        var length = 0;
        while (first[length] != 0)
        {
            length++;
        }

        return new ReadOnlySpan<byte>(first, length);
    }
}
