// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>Worst-case stack use of every routine and of the image.</summary>
/// <remarks>
/// A root other than the ELF entry is taken as entered by the processor, which pushes <see cref="HardwareFrameBytes"/> first. Loading the
/// stack pointer from elsewhere starts a new count. Not covered: an interrupt taken while kernel code runs with interrupts enabled, and a
/// fault inside the kernel, which is fatal. The figures of routines on a recursive cycle are meaningless; ask <see cref="CallCycles"/>
/// first.
/// </remarks>
public sealed class StackBounds
{
    /// <summary>What the processor pushes for an exception: ss, rsp, rflags, cs, rip and an error code, in bytes.</summary>
    /// <remarks>Source: Intel SDM 3A, 6.14.2.</remarks>
    public const int HardwareFrameBytes = 48;

    private readonly ProgramAnalysis _program;
    private readonly Dictionary<ulong, StackBound> _bounds = [];

    private StackBounds(ProgramAnalysis program, CallCycles cycles)
    {
        _program = program;
        foreach (Routine routine in cycles.Components.SelectMany(component => component))
        {
            _bounds[routine.Address] = Bound(routine);
        }

        Worst = program.Roots.Select(RootBound).MaxBy(bound => bound.Bytes) ?? new WorstStack(0, []);
    }

    /// <summary>The deepest stack of the image, over all roots.</summary>
    public WorstStack Worst { get; }

    /// <summary>Computes all bounds.</summary>
    public static StackBounds Compute(ProgramAnalysis program, CallCycles cycles) => new(program, cycles);

    /// <summary>The bound of one routine.</summary>
    public StackBound Of(Routine routine) => _bounds[routine.Address];

    private StackBound Bound(Routine routine)
    {
        int deepest = routine.FrameBytes;
        int switched = routine.SwitchedFrameBytes;
        Transfer? path = null;
        Transfer? switchedPath = null;
        foreach (Transfer transfer in routine.Transfers)
        {
            if (!_bounds.TryGetValue(transfer.Target, out StackBound? target))
            {
                continue;
            }

            int reached = transfer.DepthBytes + target.Bytes;
            if (!transfer.AfterStackSwitch && reached > deepest)
            {
                (deepest, path) = (reached, transfer);
            }

            int reachedSwitched = Math.Max(transfer.AfterStackSwitch ? reached : 0, target.SwitchedBytes);
            if (reachedSwitched > switched)
            {
                (switched, switchedPath) = (reachedSwitched, transfer);
            }
        }

        return new StackBound(routine, deepest, switched, path, switchedPath);
    }

    private WorstStack RootBound(Routine root)
    {
        StackBound bound = _bounds[root.Address];
        int frame = root.Address == _program.Entry ? 0 : HardwareFrameBytes;
        bool isSwitched = bound.SwitchedBytes > bound.Bytes + frame;
        return new WorstStack(isSwitched ? bound.SwitchedBytes : bound.Bytes + frame, PathOf(bound, isSwitched));
    }

    private List<Routine> PathOf(StackBound? bound, bool isSwitched)
    {
        List<Routine> path = [];
        while (bound is not null)
        {
            path.Add(bound.Routine);
            Transfer? next = isSwitched ? bound.SwitchedPath : bound.Path;
            StackBound? target = next is null ? null : _bounds.GetValueOrDefault(next.Target);
            isSwitched = isSwitched && target is not null && (!next!.AfterStackSwitch || target.SwitchedBytes == bound.SwitchedBytes);
            bound = target;
        }

        return path;
    }
}
