// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Runs the call frame instructions of a function.</summary>
/// <remarks>
/// Source: DWARF 5, 6.4.2 and 7.24; numbers of registers: System V ABI, AMD64, figure 3.36. Registers other than the stack pointer, the
/// frame pointer and the return address do not matter here.
/// </remarks>
internal sealed class FrameProgram
{
    private const ulong FramePointer = 6;
    private const ulong StackPointer = 7;
    private const ulong ReturnAddress = 16;
    private const int DeepestStack = 64;

    private readonly CommonFrame _common;
    private readonly List<FrameRange> _ranges;
    private readonly Stack<FrameRules> _remembered = [];
    private ulong _address;
    private FrameRules _rules;

    /// <summary>Prepares to add what a program says about a function to a list.</summary>
    public FrameProgram(CommonFrame common, ulong start, List<FrameRange> ranges)
    {
        _common = common;
        _ranges = ranges;
        _address = start;
        _rules = common.Rules;
    }

    /// <summary>The rules after the instructions run so far.</summary>
    public FrameRules Rules => _rules;

    /// <summary>Runs it to the end of its function.</summary>
    public void Run(ref DwarfReader reader, ulong end)
    {
        while (reader.Left > 0)
        {
            byte opcode = reader.Byte();
            byte operand = (byte)(opcode & 0x3f);
            switch (opcode >> 6)
            {
                case 1: // DW_CFA_advance_loc
                    Advance(operand, end);
                    break;
                case 2: // DW_CFA_offset
                    Save(operand, (long)reader.Unsigned() * _common.DataUnit);
                    break;
                case 3: // DW_CFA_restore
                    Restore(operand);
                    break;
                default:
                    Step(ref reader, opcode, end);
                    break;
            }
        }

        MoveTo(end);
    }

    private void Step(ref DwarfReader reader, byte opcode, ulong end)
    {
        switch (opcode)
        {
            case 0x00: // DW_CFA_nop
                break;
            case 0x02: // DW_CFA_advance_loc1
                Advance(reader.Byte(), end);
                break;
            case 0x03: // DW_CFA_advance_loc2
                Advance(reader.Half(), end);
                break;
            case 0x04: // DW_CFA_advance_loc4
                Advance(reader.Word(), end);
                break;
            case 0x0a: // DW_CFA_remember_state
                Remember(ref reader);
                break;
            case 0x0b: // DW_CFA_restore_state
                _rules = _remembered.Count > 0 ? _remembered.Pop() : throw reader.Refuse("rules restored that were not remembered");
                break;
            case >= 0x0c and <= 0x0f or 0x12 or 0x13:
                Define(ref reader, opcode);
                break;
            default:
                Register(ref reader, opcode);
                break;
        }
    }

    /// <summary>Instructions about where the caller's stack pointer is.</summary>
    private void Define(ref DwarfReader reader, byte opcode)
    {
        switch (opcode)
        {
            case 0x0c: // DW_CFA_def_cfa
                _rules = _rules with { Base = BaseOf(reader.Unsigned()), Offset = (long)reader.Unsigned() };
                break;
            case 0x12: // DW_CFA_def_cfa_sf
                _rules = _rules with { Base = BaseOf(reader.Unsigned()), Offset = reader.Signed() * _common.DataUnit };
                break;
            case 0x0d: // DW_CFA_def_cfa_register
                _rules = _rules with { Base = BaseOf(reader.Unsigned()) };
                break;
            case 0x0e: // DW_CFA_def_cfa_offset
                _rules = _rules with { Offset = (long)reader.Unsigned() };
                break;
            case 0x13: // DW_CFA_def_cfa_offset_sf
                _rules = _rules with { Offset = reader.Signed() * _common.DataUnit };
                break;
            default: // DW_CFA_def_cfa_expression
                _rules = _rules with { Base = FrameBase.Unknown };
                reader.Skip(reader.Unsigned());
                break;
        }
    }

    /// <summary>Instructions about where a register is.</summary>
    private void Register(ref DwarfReader reader, byte opcode)
    {
        if (opcode == 0x2e)
        {
            _ = reader.Unsigned(); // Ignored: DW_CFA_GNU_args_size does not change the rules.
            return;
        }

        ulong register = reader.Unsigned();
        switch (opcode)
        {
            case 0x05: // DW_CFA_offset_extended
                Save(register, (long)reader.Unsigned() * _common.DataUnit);
                break;
            case 0x11: // DW_CFA_offset_extended_sf
                Save(register, reader.Signed() * _common.DataUnit);
                break;
            case 0x06: // DW_CFA_restore_extended
                Restore(register);
                break;
            case 0x07: // DW_CFA_undefined
                Lose(register);
                break;
            case 0x08: // DW_CFA_same_value
                _rules = register == FramePointer ? _rules with { FramePointer = null } : _rules;
                break;
            case 0x09 or 0x14: // DW_CFA_register, DW_CFA_val_offset
                _ = reader.Unsigned(); // Ignored: the register is lost in any case.
                Lose(register);
                break;
            case 0x15: // DW_CFA_val_offset_sf
                _ = reader.Signed(); // Ignored: as above.
                Lose(register);
                break;
            case 0x10 or 0x16: // DW_CFA_expression, DW_CFA_val_expression
                reader.Skip(reader.Unsigned());
                Lose(register);
                break;
            default:
                throw reader.Refuse($"an unknown call frame instruction 0x{opcode:x}");
        }
    }

    private static FrameBase BaseOf(ulong register) => register switch
    {
        StackPointer => FrameBase.StackPointer,
        FramePointer => FrameBase.FramePointer,
        _ => FrameBase.Unknown,
    };

    private void Save(ulong register, long offset) => _rules = register switch
    {
        FramePointer => _rules with { FramePointer = offset },
        ReturnAddress => _rules with { ReturnAddress = offset },
        _ => _rules,
    };

    private void Restore(ulong register) => _rules = register switch
    {
        FramePointer => _rules with { FramePointer = _common.Rules.FramePointer },
        ReturnAddress => _rules with { ReturnAddress = _common.Rules.ReturnAddress },
        _ => _rules,
    };

    /// <summary>Without its frame pointer a caller may still be found; without a return address there is none.</summary>
    private void Lose(ulong register) =>
        _rules = register == ReturnAddress ? _rules with { ReturnAddress = null } : _rules;

    private void Remember(ref DwarfReader reader)
    {
        if (_remembered.Count == DeepestStack)
        {
            throw reader.Refuse("rules remembered too often");
        }

        _remembered.Push(_rules);
    }

    private void Advance(uint distance, ulong end) =>
        MoveTo(Math.Min(end, _address + Math.Min(distance * _common.CodeUnit, end - _address)));

    private void MoveTo(ulong address)
    {
        if (address > _address)
        {
            _ranges.Add(new FrameRange(_address, address, _rules));
            _address = address;
        }
    }
}
