// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Follows every path from one address through one function.</summary>
/// <remarks>
/// Each instruction is visited again while the depth known there grows; a loop that makes it grow without end is reported instead.
/// A path ends at a return, a halt by <c>int3</c> or <c>ud2</c>, and where control leaves the function.
/// </remarks>
internal sealed class RoutineAnalyzer
{
    private const int LargestVisitCount = 64;
    private const int RememberedInstructions = 24;
    private readonly FunctionMap _map;
    private readonly InstructionSource _source;
    private readonly JumpTableReader _tables;
    private readonly ElfImage _image;
    private readonly StackEffect _effect = new();
    private readonly Stack<PendingPath> _pending = new();
    private readonly Dictionary<(ulong Address, bool Switched), (StackState State, int Visits)> _seen = [];
    private readonly Dictionary<(ulong Site, ulong Target, bool Switched), Transfer> _transfers = [];
    private readonly HashSet<(ulong From, ulong To)> _edges = [];
    private Routine _routine = null!;

    /// <summary>Prepares to analyse routines of an image.</summary>
    public RoutineAnalyzer(ElfImage image, FunctionMap map, InstructionSource source)
    {
        _image = image;
        _map = map;
        _source = source;
        _tables = new JumpTableReader(image);
    }

    /// <summary>Instructions reached by the last routine analysed.</summary>
    public Dictionary<ulong, Instruction> Reached { get; } = [];

    /// <summary>Analyses the routine that starts at an address of an executable section.</summary>
    public Routine Analyze(FunctionExtent extent, ulong address, int bitness)
    {
        _routine = new Routine { Name = _map.Name(address), Extent = extent, Address = address, Bitness = bitness };
        _seen.Clear();
        _transfers.Clear();
        _edges.Clear();
        Reached.Clear();
        _pending.Push(new PendingPath(address, StackState.AtEntry(), []));
        while (_pending.TryPop(out PendingPath? path))
        {
            Follow(path);
        }

        _routine.Transfers.AddRange(_transfers.Values.OrderBy(transfer => transfer.Site));
        _routine.Edges.AddRange(_edges.Order());
        _routine.Instructions.AddRange(Reached.Values.OrderBy(instruction => instruction.IP));
        _routine.InstructionCount = Reached.Count;
        _routine.SizeBytes = Reached.Values.Sum(instruction => instruction.Length);
        return _routine;
    }

    private void Follow(PendingPath path)
    {
        List<Instruction> history = [.. path.Before];
        StackState state = path.State;
        ulong address = path.Address;
        while (TryEnter(address, ref state))
        {
            if (!_source.TryDecode(address, _routine.Bitness, out Instruction instruction))
            {
                Report(CodeProblemKind.NotCode, address, "bytes that are no instruction");
                return;
            }

            Reached[address] = instruction;
            history.Add(instruction);
            if (!Step(instruction, state, history))
            {
                return;
            }

            address = instruction.NextIP;
            if (!_routine.Extent.Contains(address))
            {
                Leave(instruction, address, _routine.Bitness, TransferKind.FallThrough, state);
                return;
            }

            _ = _edges.Add((instruction.IP, address)); // Ignored: several paths may share an edge.
        }
    }

    private bool TryEnter(ulong address, ref StackState state)
    {
        (ulong, bool) key = (address, state.HasSwitched);
        if (!_seen.TryGetValue(key, out (StackState State, int Visits) known))
        {
            _seen[key] = (state.Clone(), 0);
            return true;
        }

        if (known.Visits > LargestVisitCount)
        {
            Report(CodeProblemKind.GrowingStack, address, "a loop that pushes more than it pops");
            return false;
        }

        bool changed = known.State.Merge(state);
        _seen[key] = (known.State, known.Visits + 1);
        state = known.State.Clone();
        return changed;
    }

    private bool Step(in Instruction instruction, StackState state, List<Instruction> history)
    {
        switch (instruction.FlowControl)
        {
            case FlowControl.Next:
                ApplyEffect(instruction, state);
                return true;
            case FlowControl.ConditionalBranch:
            case FlowControl.XbeginXabortXend:
                ApplyEffect(instruction, state);
                Branch(instruction, state, history);
                return true;
            case FlowControl.UnconditionalBranch:
                Branch(instruction, state, history);
                return false;
            case FlowControl.Call:
                Call(instruction, instruction.NearBranchTarget, state);
                return true;
            case FlowControl.IndirectCall:
                IndirectCall(instruction, state);
                return true;
            case FlowControl.IndirectBranch:
                IndirectBranch(instruction, state, history);
                return false;
            case FlowControl.Interrupt:
                return instruction.Mnemonic != Mnemonic.Int3;
            default:
                return false;
        }
    }

    private void ApplyEffect(in Instruction instruction, StackState state)
    {
        if (!_effect.TryApply(instruction, state))
        {
            Report(CodeProblemKind.VariableStack, instruction.IP, Assembly.Text(instruction));
        }

        _routine.SwitchesStack |= state.HasSwitched;
        NoteDepth(state.Depth, state);
    }

    private void NoteDepth(int depth, StackState state)
    {
        if (state.HasSwitched)
        {
            _routine.SwitchedFrameBytes = Math.Max(_routine.SwitchedFrameBytes, depth);
        }
        else
        {
            _routine.FrameBytes = Math.Max(_routine.FrameBytes, depth);
        }
    }

    private void Branch(in Instruction instruction, StackState state, List<Instruction> history)
    {
        if (instruction.Op0Kind is OpKind.FarBranch16 or OpKind.FarBranch32)
        {
            uint target = instruction.Op0Kind == OpKind.FarBranch16 ? instruction.FarBranch16 : instruction.FarBranch32;
            Leave(instruction, target, 64, TransferKind.Jump, state);
            return;
        }

        GoTo(instruction, instruction.NearBranchTarget, state, history);
    }

    private void GoTo(in Instruction instruction, ulong target, StackState state, List<Instruction> history)
    {
        if (_routine.Extent.Contains(target))
        {
            _ = _edges.Add((instruction.IP, target)); // Ignored: several paths may share an edge.
            int kept = Math.Min(history.Count, RememberedInstructions);
            _pending.Push(new PendingPath(target, state.Clone(), history.GetRange(history.Count - kept, kept)));
        }
        else
        {
            Leave(instruction, target, _routine.Bitness, TransferKind.Jump, state);
        }
    }

    private void Call(in Instruction instruction, ulong target, StackState state)
    {
        int wordSize = _routine.Bitness / 8;
        NoteDepth(state.Depth + wordSize, state);
        if (target == instruction.NextIP)
        {
            state.Depth += wordSize;
            return;
        }

        Leave(instruction, target, _routine.Bitness, TransferKind.Call, state);
        state.ForgetCallerSaved();
    }

    private void IndirectCall(in Instruction instruction, StackState state)
    {
        if (TryConstantTarget(instruction, state, out ulong target))
        {
            Call(instruction, target, state);
            return;
        }

        NoteDepth(state.Depth + (_routine.Bitness / 8), state);
        ReportIndirect(instruction, isCall: true);
        state.ForgetCallerSaved();
    }

    private void IndirectBranch(in Instruction instruction, StackState state, List<Instruction> history)
    {
        if (_tables.TryRead(history, _routine.Extent, out IReadOnlyList<ulong> targets))
        {
            foreach (ulong target in targets)
            {
                GoTo(instruction, target, state, history);
            }
        }
        else if (TryConstantTarget(instruction, state, out ulong target))
        {
            GoTo(instruction, target, state, history);
        }
        else
        {
            ReportIndirect(instruction, isCall: false);
        }
    }

    private bool TryConstantTarget(in Instruction instruction, StackState state, out ulong target)
    {
        target = 0;
        Span<byte> bytes = stackalloc byte[8];
        if (instruction.Op0Kind == OpKind.Register)
        {
            target = state.Constant(StackEffect.Number(instruction.Op0Register)) ?? 0;
        }
        else if (instruction.Op0Kind == OpKind.Memory
            && instruction.IsIPRelativeMemoryOperand
            && _image.TryReadConstant(instruction.IPRelativeMemoryAddress, bytes))
        {
            target = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        return _map.Find(target) is not null;
    }

    private void Leave(in Instruction instruction, ulong target, int bitness, TransferKind kind, StackState state)
    {
        if (_map.Find(target) is null)
        {
            Report(CodeProblemKind.NotCode, instruction.IP, $"{Assembly.Text(instruction)}, which leaves the executable sections");
            return;
        }

        int depth = state.Depth + (kind == TransferKind.Call ? _routine.Bitness / 8 : 0);
        (ulong, ulong, bool) key = (instruction.IP, target, state.HasSwitched);
        if (!_transfers.TryGetValue(key, out Transfer? known) || known.DepthBytes < depth)
        {
            _transfers[key] = new Transfer(instruction.IP, target, bitness, kind, depth, state.HasSwitched);
        }
    }

    private void ReportIndirect(in Instruction instruction, bool isCall)
    {
        ulong site = instruction.IP;
        if (!_routine.IndirectTransfers.Exists(known => known.Site == site))
        {
            _routine.IndirectTransfers.Add(new IndirectTransfer(site, Assembly.Text(instruction), isCall));
        }
    }

    private void Report(CodeProblemKind kind, ulong site, string text)
    {
        if (!_routine.Problems.Exists(known => known.Kind == kind && known.Site == site))
        {
            _routine.Problems.Add(new CodeProblem(kind, site, text));
        }
    }
}
