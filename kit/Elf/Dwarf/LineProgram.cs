// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>Runs the line program of a unit.</summary>
/// <remarks>Source: DWARF 5, 6.2.2 (registers) and 6.2.5 (opcodes).</remarks>
internal sealed class LineProgram
{
    private readonly LineHeader _header;
    private readonly List<LineRange> _ranges;
    private ulong _address;
    private ulong _file = 1;
    private uint _line = 1;
    private (ulong Address, ulong File, uint Line)? _row;

    /// <summary>Prepares to add what a program says to a list.</summary>
    public LineProgram(LineHeader header, List<LineRange> ranges)
    {
        _header = header;
        _ranges = ranges;
    }

    /// <summary>Runs it.</summary>
    public void Run(ref DwarfReader reader)
    {
        while (reader.Left > 0)
        {
            byte opcode = reader.Byte();
            if (opcode > _header.OperandCounts.Count)
            {
                Advance((ulong)(opcode - _header.OperandCounts.Count - 1) / _header.LineRange);
                _line += (uint)(_header.LineBase + ((opcode - _header.OperandCounts.Count - 1) % _header.LineRange));
                AddRow();
            }
            else if (opcode == 0)
            {
                Extended(ref reader);
            }
            else
            {
                Standard(ref reader, opcode);
            }
        }
    }

    private void Standard(ref DwarfReader reader, byte opcode)
    {
        switch (opcode)
        {
            case 1: // DW_LNS_copy
                AddRow();
                break;
            case 2: // DW_LNS_advance_pc
                Advance(reader.Unsigned());
                break;
            case 3: // DW_LNS_advance_line
                _line += (uint)reader.Signed();
                break;
            case 4: // DW_LNS_set_file
                _file = reader.Unsigned();
                break;
            case 8: // DW_LNS_const_add_pc
                Advance((ulong)(byte.MaxValue - _header.OperandCounts.Count - 1) / _header.LineRange);
                break;
            case 9: // DW_LNS_fixed_advance_pc
                _address += reader.Half();
                break;
            default:
                for (int operand = 0; operand < _header.OperandCounts[opcode - 1]; operand++)
                {
                    _ = reader.Unsigned(); // Ignored: columns and marks for debuggers.
                }

                break;
        }
    }

    private void Extended(ref DwarfReader reader)
    {
        DwarfReader operands = reader.Part(reader.Unsigned());
        switch (operands.Byte())
        {
            case 1: // DW_LNE_end_sequence
                EndRow();
                (_address, _file, _line) = (0, 1, 1);
                break;
            case 2: // DW_LNE_set_address
                _address = operands.Number(operands.Left);
                break;
            default:
                break;
        }
    }

    private void Advance(ulong instructions) => _address += instructions * _header.InstructionBytes;

    private void AddRow()
    {
        EndRow();
        _row = (_address, _file, _line);
    }

    /// <summary>A row counts up to the next one of its sequence.</summary>
    private void EndRow()
    {
        if (_row is { } row && row.Address < _address && row.File < (ulong)_header.Files.Count)
        {
            _ranges.Add(new LineRange(row.Address, _address, _header.Files[(int)row.File], row.Line));
        }

        _row = null;
    }
}
