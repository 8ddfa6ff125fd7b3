// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Elf.Dwarf;

/// <summary>What the line program of a unit depends on.</summary>
/// <remarks>Source: DWARF 5, 6.2.4; for older versions DWARF 4, 6.2.4.</remarks>
internal sealed class LineHeader
{
    private const ushort FirstWithOperations = 4;
    private const ushort FirstWithForms = 5;

    private LineHeader(byte instructionBytes, sbyte lineBase, byte lineRange, byte[] operandCounts)
    {
        InstructionBytes = instructionBytes;
        LineBase = lineBase;
        LineRange = lineRange;
        OperandCounts = operandCounts;
    }

    /// <summary>Bytes of the smallest instruction.</summary>
    public byte InstructionBytes { get; }

    /// <summary>Smallest step of a special opcode.</summary>
    public sbyte LineBase { get; }

    /// <summary>Number of steps of special opcodes; not zero.</summary>
    public byte LineRange { get; }

    /// <summary>Operands of each standard opcode, the first of which is 1.</summary>
    public IReadOnlyList<byte> OperandCounts { get; }

    /// <summary>Files by the number the program has for them.</summary>
    public IReadOnlyList<SourceFile> Files { get; private set; } = [];

    /// <summary>Reads a header behind its version, and passes to the program.</summary>
    public static LineHeader Read(ref DwarfReader unit, ushort version, ElfImage image)
    {
        if (version >= FirstWithForms)
        {
            unit.Skip(2); // Size of an address, and of a segment selector.
        }

        DwarfReader reader = unit.Part(unit.Word());
        byte instructionBytes = reader.Byte();
        reader.Skip(version >= FirstWithOperations ? 2u : 1); // Operations of an instruction; whether a row begins a statement.
        sbyte lineBase = (sbyte)reader.Byte();
        byte lineRange = reader.Byte();
        byte opcodeBase = reader.Byte();
        if (lineRange == 0 || opcodeBase == 0)
        {
            throw reader.Refuse("a header without opcodes");
        }

        byte[] operandCounts = new byte[opcodeBase - 1];
        for (int opcode = 0; opcode < operandCounts.Length; opcode++)
        {
            operandCounts[opcode] = reader.Byte();
        }

        return new LineHeader(instructionBytes, lineBase, lineRange, operandCounts)
        {
            Files = version >= FirstWithForms ? LineNames.ReadFiles(ref reader, image) : LineNames.ReadOldFiles(ref reader),
        };
    }
}
