// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.MachineCode;
using Iced.Intel;

namespace Caprock.Tools.Image.Bounds;

/// <summary>Follows the kernel's instructions one by one: how long it keeps interrupts off, and whether what the source states
/// holds.</summary>
/// <remarks>
/// A stretch begins at an entry, or where a preemption point has asked for interrupts, and ends where the next one does or the kernel
/// is left.
/// Outside of an entry and its end instructions are not counted: boot, and the idle thread, which has interrupts on.
/// A stretch counts for the entry that leaves out most of what it did not do.
/// An instruction that follows itself is the same one, begun anew because it reads or writes a device; only string instructions repeat.
/// </remarks>
public sealed class StretchObserver
{
    private readonly IReadOnlyList<EntryPoint> _entries;
    private readonly Dictionary<ulong, CodeMark> _marks = [];
    private readonly List<LoopWatch> _loops = [];
    private readonly List<CallWatch> _calls = [];
    private readonly HashSet<FlowRoutine> _visited = [];
    private readonly List<(ulong Start, ulong End)> _gates = [];
    private readonly HashSet<FlowRoutine>[] _without;
    private readonly long[] _longest;
    private readonly long[] _counts;
    private bool _isInside;
    private string _gate = "";
    private long _stretch;
    private long _worst;
    private ulong _previous;

    /// <summary>Prepares to follow a program.</summary>
    /// <param name="program">The routines.</param>
    /// <param name="entries">What entries are told apart.</param>
    /// <param name="look">The routine that asks for interrupts, by the end of its name.</param>
    public StretchObserver(FlowProgram program, IReadOnlyList<EntryPoint> entries, string look)
    {
        _entries = entries;
        _without = [.. entries.Select(entry => entry.Without.SelectMany(program.Named).ToHashSet())];
        _longest = new long[entries.Count];
        _counts = new long[entries.Count];
        foreach (FlowRoutine routine in program.Routines)
        {
            Mark(routine, routine.Routine.Name.EndsWith(look, StringComparison.Ordinal));
        }
    }

    /// <summary>The loops, with what was seen of them.</summary>
    public IReadOnlyList<LoopWatch> Loops => _loops;

    /// <summary>The limited calls, with what was seen of them.</summary>
    public IReadOnlyList<CallWatch> Calls => _calls;

    /// <summary>The longest stretch seen of an entry, 0 when there was none.</summary>
    public long Longest(int entry) => _longest[entry];

    /// <summary>How often an entry was seen.</summary>
    public long Count(int entry) => _counts[entry];

    /// <summary>Takes the address of the next instruction.</summary>
    public void Visit(ulong address)
    {
        CodeMark? mark = _marks.GetValueOrDefault(address);
        if (address == _previous && mark is not { IsRepeated: true })
        {
            return;
        }

        if (!_isInside)
        {
            if (mark?.Gate is null)
            {
                _previous = address;
                return;
            }

            Begin(mark.Gate);
        }

        _stretch++;
        if (mark is not null)
        {
            Take(mark);
        }

        _previous = address;
    }

    /// <summary>What was seen that contradicts what the source states.</summary>
    /// <param name="assumptions">Turns of loops that follow from something else, by its name.</param>
    public IEnumerable<string> Contradictions(IReadOnlyDictionary<string, long> assumptions)
    {
        foreach (LoopWatch loop in _loops.Where(loop => loop.Seen > loop.Allowed(assumptions)))
        {
            string name = loop.Routine.Routine.Name;
            yield return $"a loop of {name} went back to its head {loop.Seen} times, more often than {loop.Allowed(assumptions)}";
        }

        foreach (CallWatch call in _calls.Where(call => call.Seen > call.Limit))
        {
            yield return $"{call.Routine.Routine.Name} was called {call.Seen} times in one stretch, more often than {call.Limit}";
        }
    }

    private void Mark(FlowRoutine routine, bool isLook)
    {
        CodeMark start = MarkAt(routine.Routine.Address);
        start.Routine = routine;
        start.IsLook = isLook;
        if (routine.Facts.CallLimit is long limit)
        {
            start.Call = new CallWatch(routine, limit);
            _calls.Add(start.Call);
        }

        foreach (Instruction instruction in routine.Routine.Instructions)
        {
            if (instruction.HasRepPrefix || instruction.HasRepnePrefix)
            {
                MarkAt(instruction.IP).IsRepeated = true;
            }

            if (instruction.Mnemonic is Mnemonic.Iretq or Mnemonic.Sysretq)
            {
                MarkAt(instruction.IP).IsExit = true;
            }
        }

        foreach (FlowRegion loop in routine.Region.Loops)
        {
            LoopWatch watch = new(routine, loop);
            _loops.Add(watch);
            MarkAt(loop.Entry.Address).Loops.Add(watch);
        }

        if (_entries.FirstOrDefault(entry => entry.Symbol == routine.Routine.Extent.Name) is EntryPoint gate)
        {
            MarkGate(routine.Routine.Extent, gate.Symbol);
        }
    }

    /// <summary>Marks every place of a table of entry stubs, each of which may be entered first.</summary>
    private void MarkGate(FunctionExtent extent, string symbol)
    {
        if (_gates.Contains((extent.Start, extent.End)))
        {
            return;
        }

        _gates.Add((extent.Start, extent.End));
        for (ulong address = extent.Start; address < extent.End; address++)
        {
            MarkAt(address).Gate = symbol;
        }
    }

    private CodeMark MarkAt(ulong address)
    {
        if (!_marks.TryGetValue(address, out CodeMark? mark))
        {
            mark = new CodeMark();
            _marks[address] = mark;
        }

        return mark;
    }

    private void Begin(string gate)
    {
        _isInside = true;
        _gate = gate;
        _stretch = 0;
        _worst = 0;
        _visited.Clear();
        Restart();
    }

    private void Restart()
    {
        _calls.ForEach(call => call.Restart());
        _loops.ForEach(loop => loop.Restart());
    }

    private void Take(CodeMark mark)
    {
        if (mark.Routine is not null)
        {
            _ = _visited.Add(mark.Routine); // Ignored: it may run several times.
        }

        mark.Call?.Take();
        foreach (LoopWatch loop in mark.Loops)
        {
            loop.Take(_previous);
        }

        if (mark.IsLook)
        {
            _worst = Math.Max(_worst, _stretch);
            _stretch = 0;
            Restart();
        }

        if (mark.IsExit)
        {
            End();
        }
    }

    private void End()
    {
        _isInside = false;
        _worst = Math.Max(_worst, _stretch);
        int[] fitting = [.. Enumerable.Range(0, _entries.Count)
            .Where(index => _entries[index].Symbol == _gate && !_without[index].Overlaps(_visited))];
        if (fitting.Length != 0)
        {
            int entry = fitting.MaxBy(index => _without[index].Count);
            _counts[entry]++;
            _longest[entry] = Math.Max(_longest[entry], _worst);
        }
    }
}
