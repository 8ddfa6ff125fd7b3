// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>Everything the machine code of an image says about its routines.</summary>
public sealed class ProgramAnalysis
{
    private readonly Dictionary<ulong, Routine> _routines;

    /// <summary>Puts together the results of an analysis.</summary>
    internal ProgramAnalysis(Dictionary<ulong, Routine> routines, FunctionMap map, InstructionSource instructions, ulong entry)
    {
        _routines = routines;
        Map = map;
        Instructions = instructions;
        Entry = entry;
        HashSet<ulong> reached = [.. routines.Values.SelectMany(routine => routine.Transfers).Select(transfer => transfer.Target)];
        Roots =
        [
            .. routines.Values.Where(routine => routine.Address == entry || !reached.Contains(routine.Address))
                .OrderBy(routine => routine.Address),
        ];
    }

    /// <summary>Functions and names.</summary>
    public FunctionMap Map { get; }

    /// <summary>All instructions found.</summary>
    public InstructionSource Instructions { get; }

    /// <summary>Where the loader starts the image.</summary>
    public ulong Entry { get; }

    /// <summary>All routines by ascending address.</summary>
    public IEnumerable<Routine> Routines => _routines.Values.OrderBy(routine => routine.Address);

    /// <summary>The ELF entry and every routine no other reaches: what the processor or the loader enters.</summary>
    public IReadOnlyList<Routine> Roots { get; }

    /// <summary>The routine that starts at an address, null when none does.</summary>
    public Routine? At(ulong address) => _routines.GetValueOrDefault(address);
}
