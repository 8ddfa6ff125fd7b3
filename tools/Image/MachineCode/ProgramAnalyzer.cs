// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Finds and analyses every routine of an image.</summary>
/// <remarks>
/// It starts at the ELF entry, goes on to all targets of calls and jumps, then to every function symbol, and last to bytes nothing has
/// reached so far (entry points known only to a table). Padding is left out; unreached bytes under a plain label that do not decode are
/// data. An image with a multiboot header is entered in 32-bit mode, any other in 64-bit mode.
/// </remarks>
public sealed class ProgramAnalyzer
{
    private readonly ElfImage _image;
    private readonly FunctionMap _map;
    private readonly InstructionSource _source;
    private readonly RoutineAnalyzer _analyzer;
    private readonly Dictionary<ulong, Routine> _routines = [];
    private readonly HashSet<ulong> _covered = [];
    private readonly List<(ulong Start, ulong End)> _headers;
    private readonly Queue<(ulong Address, int Bitness)> _targets = new();

    private ProgramAnalyzer(ElfImage image)
    {
        _image = image;
        _map = new FunctionMap(image);
        _source = new InstructionSource(image);
        _analyzer = new RoutineAnalyzer(image, _map, _source);
        _headers = Multiboot.Headers(image);
    }

    /// <summary>Analyses an x86 image.</summary>
    public static ProgramAnalysis Analyze(ElfImage image)
    {
        ProgramAnalyzer analyzer = new(image);
        int entryBitness = image.Header.Class == ElfClass.Elf32 || analyzer._headers.Count != 0 ? 32 : 64;
        analyzer.Reach(image.Header.Entry, entryBitness);
        foreach (FunctionExtent extent in analyzer._map.Extents.Where(extent => extent.IsTyped))
        {
            analyzer.Reach(extent.Start, 64);
        }

        foreach (FunctionExtent extent in analyzer._map.Extents)
        {
            analyzer.Sweep(extent);
        }

        return new ProgramAnalysis(analyzer._routines, analyzer._map, analyzer._source, image.Header.Entry);
    }

    private void Reach(ulong address, int bitness)
    {
        _targets.Enqueue((address, bitness));
        while (_targets.TryDequeue(out (ulong Address, int Bitness) next))
        {
            if (!_routines.ContainsKey(next.Address) && _map.Find(next.Address) is FunctionExtent extent)
            {
                Accept(_analyzer.Analyze(extent, next.Address, next.Bitness));
            }
        }
    }

    private void Accept(Routine routine)
    {
        _routines[routine.Address] = routine;
        foreach (Instruction instruction in _analyzer.Reached.Values)
        {
            _source.Keep(instruction);
            for (int offset = 0; offset < instruction.Length; offset++)
            {
                _ = _covered.Add(instruction.IP + (ulong)offset); // Ignored: several routines may share instructions.
            }
        }

        foreach (Transfer transfer in routine.Transfers)
        {
            _targets.Enqueue((transfer.Target, transfer.TargetBitness));
        }
    }

    private void Sweep(FunctionExtent extent)
    {
        ulong address = extent.Start;
        while (address < extent.End)
        {
            if (_covered.Contains(address))
            {
                address++;
            }
            else if (DataAt(address) is ulong end)
            {
                address = end;
            }
            else if (PaddingAt(address) is int padding and > 0)
            {
                address += (ulong)padding;
            }
            else
            {
                address = TryUnreached(extent, address);
            }
        }
    }

    private ulong TryUnreached(FunctionExtent extent, ulong address)
    {
        Routine routine = _analyzer.Analyze(extent, address, 64);
        if (!extent.IsTyped && routine.Problems.Exists(problem => problem.Kind == CodeProblemKind.NotCode))
        {
            return NextLabel(extent, address);
        }

        Accept(routine);
        Reach(address, 64);
        return address + 1;
    }

    private ulong NextLabel(FunctionExtent extent, ulong address)
    {
        ulong next = extent.End;
        foreach (ElfSymbol symbol in _image.Symbols)
        {
            if (symbol.IsDefined && symbol.Value > address && symbol.Value < next)
            {
                next = symbol.Value;
            }
        }

        return next;
    }

    private ulong? DataAt(ulong address)
    {
        foreach ((ulong start, ulong end) in _headers)
        {
            if (address >= start && address < end)
            {
                return end;
            }
        }

        foreach (ElfSymbol symbol in _image.Symbols)
        {
            if (symbol.Type == ElfSymbolType.Object && symbol.IsDefined && address - symbol.Value < symbol.Size)
            {
                return symbol.Value + symbol.Size;
            }
        }

        return null;
    }

    private int PaddingAt(ulong address)
    {
        if (_source.ByteAt(address) is null or 0x00 or 0xcc or 0x90)
        {
            return 1;
        }

        return _source.TryDecode(address, 64, out Instruction instruction) && instruction.Mnemonic is Mnemonic.Nop or Mnemonic.Fnop
            ? instruction.Length
            : 0;
    }
}
