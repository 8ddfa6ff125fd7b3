// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Reading;
using Caprock.Kit.Elf;

namespace Caprock.Kit.Description.Programs;

/// <summary>Reads the programs of a system.</summary>
internal sealed class ProgramReader
{
    private const ulong LargestProgram = 1ul << 30;
    private const int LargestTrace = 16 << 20;
    private const ushort Executable = 2;

    private readonly IDescriptionFiles _files;
    private readonly DiagnosticList _diagnostics;
    private readonly Dictionary<string, ElfImage> _images = [];
    private readonly Dictionary<(ElfImage Image, ElfImage Symbols), byte[]> _traces = [];

    private ProgramReader(IDescriptionFiles files, DiagnosticList diagnostics)
    {
        _files = files;
        _diagnostics = diagnostics;
    }

    /// <summary>The program of every protection domain, by index; null where there is none that can be used.</summary>
    public static IReadOnlyList<Program?> Read(SystemDescription system, IDescriptionFiles files, DiagnosticList diagnostics)
    {
        ProgramReader reader = new(files, diagnostics);
        return
        [
            .. system.ProtectionDomains.Select(domain => reader.Read(domain.Image, domain.StackBytes) is Program program
                ? program with { Trace = reader.ReadTrace(domain.Image, program) }
                : null),
        ];
    }

    /// <summary>The monitor's program; null when it cannot be used.</summary>
    public static Program? ReadMonitor(string path, IDescriptionFiles files, DiagnosticList diagnostics)
    {
        NamedReference reference = new(path, SourcePosition.Start);
        Program? program = new ProgramReader(files, diagnostics).Read(
            new ProgramImage(reference, null),
            DescriptionLimits.DefaultStackBytes);
        if (program?.Kind == ProgramKind.Microkit)
        {
            diagnostics.Error(
                reference.Position,
                $"the monitor {Texts.Quote(path)} is built against libmicrokit",
                "build it with the kit's library");
            return null;
        }

        return program;
    }

    private Program? Read(ProgramImage image, ulong stackBytes)
    {
        if (image.Path.Name.Length == 0 || ReadImage(image.Path) is not ElfImage elf)
        {
            return null;
        }

        ElfImage? symbols = image.SymbolsPath is null ? elf : ReadImage(image.SymbolsPath);
        if (symbols is null || !CheckImage(image.Path, elf, SpaceLayout.StackTop - stackBytes))
        {
            return null;
        }

        bool isMicrokit = symbols.FindSymbol(ProgramSymbols.Name) is { IsDefined: true };
        bool isComponent = symbols.FindSymbol(ProgramSymbols.Component) is { IsDefined: true };
        if (isMicrokit || isComponent)
        {
            return new Program(image.Path.Name, elf, symbols, isMicrokit ? ProgramKind.Microkit : ProgramKind.Component);
        }

        NamedReference file = image.SymbolsPath ?? image.Path;
        _diagnostics.Error(
            file.Position,
            $"{Texts.Quote(file.Name)} defines neither '{ProgramSymbols.Name}' nor '{ProgramSymbols.Component}'",
            symbols.Symbols.Count == 0
                ? "it is stripped, so name the file with symbols as 'path_for_symbols'"
                : "link the program against libmicrokit or the kit's library");
        return null;
    }

    /// <summary>What is there for debuggers only helps to find mistakes, so a system can do without it.</summary>
    private byte[] ReadTrace(ProgramImage image, Program program)
    {
        if (_traces.TryGetValue((program.Image, program.Symbols), out byte[]? known))
        {
            return known;
        }

        byte[] trace = [];
        try
        {
            trace = TraceBuilder.Build(program.Image, program.Symbols);
            if (trace.Length > LargestTrace)
            {
                trace = [];
            }
        }
        catch (ElfFormatException exception)
        {
            NamedReference file = image.SymbolsPath ?? image.Path;
            _diagnostics.Warning(
                file.Position,
                $"the monitor will not name the lines of {Texts.Quote(file.Name)}: {exception.Message}",
                "build the program again");
        }

        return _traces[(program.Image, program.Symbols)] = trace;
    }

    private ElfImage? ReadImage(NamedReference path)
    {
        if (_images.TryGetValue(path.Name, out ElfImage? known))
        {
            return known;
        }

        if (_files.TryRead(path.Name) is not byte[] bytes)
        {
            _diagnostics.Error(
                path.Position,
                $"the program {Texts.Quote(path.Name)} cannot be read",
                $"it is looked for in {_files.Places}");
            return null;
        }

        try
        {
            return _images[path.Name] = ElfImage.Parse(bytes, path.Name);
        }
        catch (ElfFormatException exception)
        {
            _diagnostics.Error(path.Position, exception.Message, "build the program again");
            return null;
        }
    }

    private bool CheckImage(NamedReference path, ElfImage image, ulong end)
    {
        (string Problem, string Advice)? refusal = Refusal(image, end);
        if (refusal is { } found)
        {
            _diagnostics.Error(path.Position, $"{Texts.Quote(path.Name)} {found.Problem}", found.Advice);
        }

        return refusal is null;
    }

    private static (string Problem, string Advice)? Refusal(ElfImage image, ulong end)
    {
        if (image.Header.Class != ElfClass.Elf64 || image.Header.Machine != ElfMachine.X64 || image.Header.Type != Executable)
        {
            return ("is not a program for x86-64", "link a static 64-bit executable at fixed addresses, not a library or an object file");
        }

        IReadOnlyList<ElfSegment> segments =
            [.. image.Segments.Where(segment => segment.Type == ElfSegmentType.Load && segment.MemorySize > 0)];
        foreach (ElfSegment segment in segments)
        {
            if (segment.VirtualAddress >= end || segment.MemorySize > end - segment.VirtualAddress)
            {
                return (
                    $"has a segment at {Texts.Hex(segment.VirtualAddress)}, where the stack or the kernel is",
                    $"link it below {Texts.Hex(end)}");
            }
        }

        if (segments.Aggregate(0ul, (sum, segment) => Math.Min(sum + segment.MemorySize, LargestProgram + 1)) > LargestProgram)
        {
            return ("takes more than 1 GiB of memory", "put large buffers into memory regions");
        }

        bool hasEntry = segments.Any(segment => segment.Contains(image.Header.Entry) && (segment.Flags & ElfSegmentFlags.Execute) != 0);
        return hasEntry ? null : ("begins outside its executable segments", "define an entry point such as _start");
    }
}
