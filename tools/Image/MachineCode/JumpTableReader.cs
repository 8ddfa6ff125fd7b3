// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;
using Caprock.Kit.Elf;
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Finds the targets of a jump through a table of constants, as compilers make for <c>switch</c>.</summary>
/// <remarks>
/// Two shapes are understood. Relative: <c>lea T,[table]; mov R32,[T+4*index]; lea B,[base]; add R,B; jmp R</c> (also with a sign-extending
/// load and
/// <c>B = T</c>). Absolute: <c>jmp [table+8*index]</c>. The number of entries comes from the range check <c>cmp index,N; ja</c> before it,
/// else from the table's symbol. Invariant: a table is accepted only when it is constant, and every target lies in the function that jumps.
/// </remarks>
internal sealed class JumpTableReader
{
    private const int LookBack = 24;
    private const int LargestTable = 4096;
    private readonly ElfImage _image;
    private readonly Dictionary<ulong, ulong> _objectSizes = [];

    /// <summary>Prepares to read tables of an image.</summary>
    public JumpTableReader(ElfImage image)
    {
        _image = image;
        foreach (ElfSymbol symbol in image.Symbols)
        {
            if (symbol.IsDefined && symbol.Size != 0 && symbol.Type != ElfSymbolType.Function)
            {
                _objectSizes[symbol.Value] = symbol.Size;
            }
        }
    }

    /// <summary>Reads the targets; false when the jump is of no understood shape.</summary>
    /// <param name="path">Instructions up to and including the jump, in the order in which they run.</param>
    /// <param name="extent">The function that jumps.</param>
    /// <param name="targets">Distinct targets.</param>
    public bool TryRead(IReadOnlyList<Instruction> path, FunctionExtent extent, out IReadOnlyList<ulong> targets)
    {
        Instruction jump = path[^1];
        targets = [];
        if (jump.Op0Kind == OpKind.Memory)
        {
            return TryTableAddress(path, path.Count - 1, out ulong absolute)
                && TryCollect(path, new JumpTable(absolute, 0, IsRelative: false), extent, out targets);
        }

        return jump.Op0Kind == OpKind.Register
            && TryRelative(path, jump.Op0Register, out JumpTable table)
            && TryCollect(path, table, extent, out targets);
    }

    private static bool TryRelative(IReadOnlyList<Instruction> path, Register target, out JumpTable table)
    {
        table = default;
        if (!TryFindWriter(path, path.Count - 1, target, out int addAt)
            || path[addAt] is not { Mnemonic: Mnemonic.Add, Op1Kind: OpKind.Register })
        {
            return false;
        }

        Register left = path[addAt].Op0Register;
        Register right = path[addAt].Op1Register;
        return TryEntryAndBase(path, addAt, left, right, out table) || TryEntryAndBase(path, addAt, right, left, out table);
    }

    private static bool TryEntryAndBase(IReadOnlyList<Instruction> path, int before, Register entry, Register origin, out JumpTable table)
    {
        table = default;
        if (!TryFindWriter(path, before, entry, out int loadAt)
            || path[loadAt].Mnemonic is not Mnemonic.Mov and not Mnemonic.Movsxd
            || path[loadAt].Op1Kind != OpKind.Memory
            || path[loadAt].MemoryIndexScale != 4
            || !TryTableAddress(path, loadAt, out ulong address)
            || !TryConstant(path, before, origin, out ulong start))
        {
            return false;
        }

        for (int at = loadAt; at < path.Count - 1; at++)
        {
            if (path[at].NextIP != path[at + 1].IP)
            {
                return false;
            }
        }

        table = new JumpTable(address, start, IsRelative: true);
        return true;
    }

    private static bool TryTableAddress(IReadOnlyList<Instruction> path, int at, out ulong address)
    {
        Instruction access = path[at];
        address = access.MemoryDisplacement64;
        if (access.MemoryIndex == Register.None)
        {
            return false;
        }

        if (access.MemoryBase == Register.None)
        {
            return true;
        }

        bool known = TryConstant(path, at, access.MemoryBase, out ulong start);
        address += start;
        return known;
    }

    private static bool TryConstant(IReadOnlyList<Instruction> path, int before, Register register, out ulong value)
    {
        value = 0;
        if (!TryFindWriter(path, before, register, out int at))
        {
            return false;
        }

        Instruction writer = path[at];
        if (writer.Mnemonic == Mnemonic.Lea && writer.IsIPRelativeMemoryOperand)
        {
            value = writer.IPRelativeMemoryAddress;
            return true;
        }

        if (writer.Mnemonic == Mnemonic.Mov && writer.Op1Kind is OpKind.Immediate64 or OpKind.Immediate32to64 or OpKind.Immediate32)
        {
            value = writer.GetImmediate(1);
            return true;
        }

        return false;
    }

    private static bool TryFindWriter(IReadOnlyList<Instruction> path, int before, Register register, out int at)
    {
        Register full = register.GetFullRegister();
        int last = Math.Max(0, before - LookBack);
        for (at = before - 1; at >= last; at--)
        {
            Instruction candidate = path[at];
            if (candidate.OpCount > 0
                && candidate.Op0Kind == OpKind.Register
                && candidate.Op0Register.GetFullRegister() == full
                && candidate.Mnemonic is not Mnemonic.Cmp and not Mnemonic.Test and not Mnemonic.Push)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryCollect(IReadOnlyList<Instruction> path, JumpTable table, FunctionExtent extent, out IReadOnlyList<ulong> targets)
    {
        SortedSet<ulong> found = [];
        targets = [];
        int entrySize = table.IsRelative ? 4 : 8;
        bool bounded = TryEntryCount(path, table, entrySize, out int count);
        for (int index = 0; index < (bounded ? count : LargestTable); index++)
        {
            bool readable = TryEntry(table, index, out ulong target);
            if (!readable || !extent.Contains(target))
            {
                if (bounded)
                {
                    return false;
                }

                break;
            }

            _ = found.Add(target); // Ignored: several cases may share a target.
        }

        targets = [.. found];
        return targets.Count != 0;
    }

    private bool TryEntryCount(IReadOnlyList<Instruction> path, JumpTable table, int entrySize, out int count)
    {
        for (int at = path.Count - 2; at >= Math.Max(0, path.Count - LookBack); at--)
        {
            Instruction compare = path[at];
            if (compare.Mnemonic == Mnemonic.Cmp
                && compare.Op1Kind is >= OpKind.Immediate8 and <= OpKind.Immediate32to64
                && path[at + 1].Mnemonic is Mnemonic.Ja or Mnemonic.Jae or Mnemonic.Jb or Mnemonic.Jbe)
            {
                ulong last = compare.GetImmediate(1);
                bool inclusive = path[at + 1].Mnemonic is Mnemonic.Ja or Mnemonic.Jbe;
                count = last < LargestTable ? (int)last + (inclusive ? 1 : 0) : 0;
                return count > 0;
            }
        }

        count = 0;
        if (_objectSizes.TryGetValue(table.Address, out ulong size) && size / (ulong)entrySize is > 0 and <= LargestTable)
        {
            count = (int)(size / (ulong)entrySize);
        }

        return count > 0;
    }

    private bool TryEntry(JumpTable table, int index, out ulong target)
    {
        Span<byte> bytes = stackalloc byte[8];
        if (!table.IsRelative)
        {
            bool whole = _image.TryReadConstant(table.Address + ((ulong)index * 8), bytes);
            target = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            return whole;
        }

        bool half = _image.TryReadConstant(table.Address + ((ulong)index * 4), bytes[..4]);
        target = table.Origin + (ulong)(long)BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return half;
    }
}
