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
    [
        "System.Panic.", "Internal.Runtime.CompilerHelpers.ThrowHelpers.", "Caprock.User.Require.", "Caprock.Kit.Components.Failure.",
        ProgramSymbols.Panic, ProgramSymbols.Stop,
    ];

    private readonly ElfImage _image;
    private readonly List<ElfSegment> _code;
    private readonly ulong _base;
    private readonly Dictionary<SourceFile, ushort> _files = [];
    private readonly List<IReadOnlyList<TraceLine>> _lines = [[default]];
    private readonly TraceTables _tables = new();

    private TraceBuilder(ElfImage image)
    {
        _image = image;
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
        bool isManaged = symbols.FindSymbol(ProgramSymbols.Component) is { IsDefined: true };
        builder.AddFunctions(FunctionTable.Read(symbols), LineTable.Read(symbols), isManaged);
        IReadOnlyList<FrameRange> frames = FrameTable.Read(symbols);
        builder.AddFrames(frames.Count > 0 ? frames : FrameTable.Read(image));
        return builder._tables.Functions.Count == 0 ? [] : builder._tables.ToBytes();
    }

    private void AddFunctions(IReadOnlyList<FunctionRange> functions, IReadOnlyList<LineRange> lines, bool isManaged)
    {
        SourcePaths paths = new(lines.Select(line => line.File));
        LineRange[] sorted = [.. lines.OrderBy(line => line.Start)];
        List<TraceRow<int>> rows = [];
        int next = 0;
        foreach (FunctionRange function in functions)
        {
            List<LineRange> own = [];
            for (; next < sorted.Length && sorted[next].Start < function.End; next++)
            {
                if (sorted[next].Start >= function.Start)
                {
                    own.Add(sorted[next] with { End = Math.Min(sorted[next].End, function.End) });
                }
            }

            if (TryPlace(function.Start, function.End, out uint start, out uint end))
            {
                AddFunction(function.Name, start, end, own.Count == 0 ? 0u : FileOf(own[0].File, paths) + 1u);
                AddLines(function, own, isManaged, paths, rows);
            }
        }

        foreach ((uint start, int place) in TraceRows.Join(rows))
        {
            _tables.Lines.AddRange(_lines[place].Select(line => line with { Start = start }));
        }
    }

    private void AddFunction(string name, uint start, uint end, uint file)
    {
        bool isReporter = s_reporters.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        _tables.Functions.Add(new TraceFunction
        {
            Start = start,
            Bytes = end - start,
            Name = _tables.Names.Add(name.Length <= LongestName ? name : name[..LongestName]),
            File = (ushort)file,
            Flags = isReporter ? TraceFunction.Reporter : (ushort)0,
        });
    }

    private void AddLines(
        FunctionRange function, List<LineRange> lines, bool isManaged, SourcePaths paths, List<TraceRow<int>> rows)
    {
        rows.AddRange(lines.Where(line => line.End > line.Start).Select(line => Place(line.Start, line.End, [line], paths)));
        if (isManaged && lines.Count > 0)
        {
            rows.AddRange(MovedCode.Find(function, Code(function), lines).Select(moved => Place(moved.Start, moved.End, moved.Lines, paths)));
        }
    }

    private TraceRow<int> Place(ulong start, ulong end, IReadOnlyList<LineRange> lines, SourcePaths paths)
    {
        int place = lines.Count == 0 ? 0 : _lines.Count;
        if (place != 0)
        {
            _lines.Add([.. lines.Select(line => Row(line, paths))]);
        }

        return new TraceRow<int>((uint)(start - _base), (uint)(end - _base), place);
    }

    private TraceLine Row(LineRange line, SourcePaths paths) => line.Line is 0 or > ushort.MaxValue
        ? default
        : new TraceLine { Line = (ushort)line.Line, File = (ushort)(FileOf(line.File, paths) + 1) };

    /// <summary>Place of a file in the table; the last one stands for all that have no room.</summary>
    private uint FileOf(SourceFile file, SourcePaths paths)
    {
        if (!_files.TryGetValue(file, out ushort place))
        {
            place = (ushort)Math.Min(_files.Count, ushort.MaxValue - 1);
            _files.Add(file, place);
            if (_tables.Files.Count == place)
            {
                _tables.Files.Add(_tables.Names.Add(paths.Relative(file)));
            }
        }

        return place;
    }

    /// <summary>Instructions of a function; none when the file lacks them.</summary>
    private ReadOnlySpan<byte> Code(FunctionRange function)
    {
        ElfSegment segment = _code.First(segment => segment.Contains(function.Start));
        ulong offset = function.Start - segment.VirtualAddress;
        ulong bytes = function.End - function.Start;
        return offset <= segment.FileSize && bytes <= segment.FileSize - offset
            ? _image.Bytes.Span.Slice((int)(segment.FileOffset + offset), (int)bytes)
            : [];
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
