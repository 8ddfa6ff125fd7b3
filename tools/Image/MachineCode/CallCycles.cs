// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>Orders routines so that callees come first, and finds recursion.</summary>
/// <remarks>
/// A cycle made only of jumps with nothing left on the stack is a loop across symbols and no recursion. Uses Tarjan's strongly connected
/// components, without recursion of its own.
/// </remarks>
public sealed class CallCycles
{
    private readonly ProgramAnalysis _program;
    private readonly Dictionary<ulong, int> _index = [];
    private readonly Dictionary<ulong, int> _low = [];
    private readonly Stack<ulong> _open = new();
    private readonly HashSet<ulong> _isOpen = [];
    private readonly List<IReadOnlyList<Routine>> _components = [];

    private CallCycles(ProgramAnalysis program)
    {
        _program = program;
        foreach (Routine routine in program.Routines)
        {
            if (!_index.ContainsKey(routine.Address))
            {
                Visit(routine);
            }
        }
    }

    /// <summary>Groups of routines that reach each other, callees before callers; most groups have one member.</summary>
    public IReadOnlyList<IReadOnlyList<Routine>> Components => _components;

    /// <summary>Analyses the call graph.</summary>
    public static CallCycles Find(ProgramAnalysis program) => new(program);

    /// <summary>The recursive cycles, each as the routines in calling order with the first one repeated at the end.</summary>
    public IEnumerable<IReadOnlyList<Routine>> Recursions()
    {
        foreach (IReadOnlyList<Routine> component in _components)
        {
            HashSet<ulong> members = [.. component.Select(routine => routine.Address)];
            Transfer? growing = component
                .SelectMany(routine => routine.Transfers)
                .FirstOrDefault(transfer => members.Contains(transfer.Target) && IsGrowing(transfer));
            if (growing is not null)
            {
                Routine caller = component.First(routine => routine.Transfers.Contains(growing));
                yield return [caller, .. ShortestPath(growing.Target, caller.Address, members)];
            }
        }
    }

    private static bool IsGrowing(Transfer transfer) => transfer.Kind == TransferKind.Call || transfer.DepthBytes > 0;

    private List<Routine> ShortestPath(ulong from, ulong to, HashSet<ulong> members)
    {
        Dictionary<ulong, ulong> previous = new() { [from] = from };
        Queue<ulong> queue = new([from]);
        while (!previous.ContainsKey(to) && queue.TryDequeue(out ulong address))
        {
            foreach (Transfer transfer in _program.At(address)!.Transfers)
            {
                if (members.Contains(transfer.Target) && previous.TryAdd(transfer.Target, address))
                {
                    queue.Enqueue(transfer.Target);
                }
            }
        }

        List<Routine> path = [_program.At(to)!];
        for (ulong at = to; at != from; at = previous[at])
        {
            path.Insert(0, _program.At(previous[at])!);
        }

        return path;
    }

    private void Visit(Routine root)
    {
        Stack<(Routine Routine, int Next)> work = new();
        Open(root);
        work.Push((root, 0));
        while (work.TryPop(out (Routine Routine, int Next) item))
        {
            ulong address = item.Routine.Address;
            if (item.Next < item.Routine.Transfers.Count)
            {
                work.Push((item.Routine, item.Next + 1));
                Routine? target = _program.At(item.Routine.Transfers[item.Next].Target);
                if (target is not null && !_index.ContainsKey(target.Address))
                {
                    Open(target);
                    work.Push((target, 0));
                }
                else if (target is not null && _isOpen.Contains(target.Address))
                {
                    _low[address] = Math.Min(_low[address], _index[target.Address]);
                }

                continue;
            }

            Close(address);
            if (work.TryPeek(out (Routine Routine, int Next) caller))
            {
                _low[caller.Routine.Address] = Math.Min(_low[caller.Routine.Address], _low[address]);
            }
        }
    }

    private void Open(Routine routine)
    {
        _index[routine.Address] = _index.Count;
        _low[routine.Address] = _index[routine.Address];
        _open.Push(routine.Address);
        _ = _isOpen.Add(routine.Address); // Ignored: a routine is opened once.
    }

    private void Close(ulong address)
    {
        if (_low[address] != _index[address])
        {
            return;
        }

        List<Routine> component = [];
        ulong member;
        do
        {
            member = _open.Pop();
            _ = _isOpen.Remove(member); // Ignored: an open routine is in the set.
            component.Add(_program.At(member)!);
        }
        while (member != address);

        _components.Add(component);
    }
}
