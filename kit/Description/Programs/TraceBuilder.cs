// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Elf;
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Kit.Description.Programs;

/// <summary>Makes the tables with which the monitor tells where a program stopped.</summary>
internal sealed class TraceBuilder
{
    private const int LongestName = 160;

    private static readonly string[] s_reporters =
        ["System.Panic.", "Internal.Runtime.CompilerHelpers.ThrowHelpers.", "Caprock.User.Require.", "Caprock.Kit.Components.Failure."];

    private readonly List<ElfSegment> _code;
    private readonly ulong _base;
    private readonly Dictionary<SourceFile, ushort> _files = [];
    private readonly TraceTables _tables = new();

    private TraceBuilder(ElfImage image)
    {
        _code = [.. image.Segments.Where(segment =>
            segment.Type == ElfSegmentType.Load && segment.MemorySize > 0 && (segment.Flags & ElfSegmentFlags.Execute) != 0)];
        _base = _code.Select(segment => segment.VirtualAddress).DefaultIfEmpty().Min();
    }

    /// <summary>The tables of a program whose symbols are in a file of their own or in the same; none when nothing is known.</summary>
    /// <exception cref="ElfFormatException">What is there for debuggers is not well-formed.</exception>
    public static byte[] Build(ElfImage image, ElfImage symbols)
    {
        TraceBuilder builder = new(image);
        builder._tables.Header.Base = builder._base;
        builder.AddFunctions(FunctionTable.Read(symbols));
        builder.AddLines(LineTable.Read(symbols));
        IReadOnlyList<FrameRange> frames = FrameTable.Read(symbols);
        builder.AddFrames(frames.Count > 0 ? frames : FrameTable.Read(image));
        return builder._tables.Functions.Count == 0 ? [] : builder._tables.ToBytes();
    }

    private void AddFunctions(IReadOnlyList<FunctionRange> functions)
    {
        foreach (FunctionRange function in functions)
        {
            if (TryPlace(function.Start, function.End, out uint start, out uint end))
            {
                bool isReporter = s_reporters.Any(prefix => function.Name.StartsWith(prefix, StringComparison.Ordinal));
                string name = function.Name.Length <= LongestName ? function.Name : function.Name[..LongestName];
                _tables.Functions.Add(new TraceFunction
                {
                    Start = start,
                    Bytes = end - start,
                    Name = _tables.Names.Add(name),
                    Flags = isReporter ? TraceFunction.Reporter : 0,
                });
            }
        }
    }

    private void AddLines(IReadOnlyList<LineRange> lines)
    {
        SourcePaths paths = new(lines.Select(line => line.File));
        List<TraceRow<TraceLine>> rows = [];
        foreach (LineRange line in lines)
        {
            if (TryPlace(line.Start, line.End, out uint start, out uint end))
            {
                rows.Add(new TraceRow<TraceLine>(start, end, Row(line, paths)));
            }
        }

        foreach ((uint start, TraceLine line) in TraceRows.Join(rows))
        {
            _tables.Lines.Add(line with { Start = start });
        }
    }

    private TraceLine Row(LineRange line, SourcePaths paths)
    {
        if (line.Line > ushort.MaxValue)
        {
            return default;
        }

        if (!_files.TryGetValue(line.File, out ushort file))
        {
            if (_files.Count > ushort.MaxValue)
            {
                return default;
            }

            file = (ushort)_files.Count;
            _files.Add(line.File, file);
            _tables.Files.Add(_tables.Names.Add(paths.Relative(line.File)));
        }

        return new TraceLine { Line = (ushort)line.Line, File = line.Line == 0 ? (ushort)0 : file };
    }

    private void AddFrames(IReadOnlyList<FrameRange> frames)
    {
        List<TraceRow<TraceFrame>> rows = [];
        foreach (FrameRange frame in frames)
        {
            if (TryPlace(frame.Start, frame.End, out uint start, out uint end))
            {
                rows.Add(new TraceRow<TraceFrame>(start, end, Row(frame.Rules)));
            }
        }

        foreach ((uint start, TraceFrame frame) in TraceRows.Join(rows))
        {
            _tables.Frames.Add(frame with { Start = start });
        }
    }

    /// <summary>Rules as the monitor has them; what it cannot follow is no way.</summary>
    private static TraceFrame Row(FrameRules rules)
    {
        const long Word = TraceFrame.WordBytes;
        long saved = -(rules.FramePointer ?? 0);
        bool isUsable = rules.ReturnAddress == -Word
            && rules.Offset is >= 0 and <= ushort.MaxValue * Word && rules.Offset % Word == 0
            && saved is >= 0 and <= (ushort.MaxValue >> TraceFrame.SavedShift) * Word && saved % Word == 0;
        uint register = rules.Base switch
        {
            FrameBase.StackPointer => TraceFrame.StackPointer,
            FrameBase.FramePointer => TraceFrame.FramePointer,
            _ => TraceFrame.NoRegister,
        };
        return !isUsable || register == TraceFrame.NoRegister
            ? default
            : new TraceFrame
            {
                Offset = (ushort)(rules.Offset / Word),
                Rule = (ushort)(register | ((uint)(saved / Word) << TraceFrame.SavedShift)),
            };
    }

    /// <summary>Addresses counted from the base, of what lies in code.</summary>
    private bool TryPlace(ulong start, ulong end, out uint first, out uint last)
    {
        bool isCode = _code.Exists(segment => segment.Contains(start) && end - segment.VirtualAddress <= segment.MemorySize)
            && end > start && end - _base <= uint.MaxValue;
        first = isCode ? (uint)(start - _base) : 0;
        last = isCode ? (uint)(end - _base) : 0;
        return isCode;
    }
}
