// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Caprock.Tools.Image.Subset;

/// <summary>Decodes the intermediate language of a method. Source: ECMA-335 III.</summary>
internal static class IlReader
{
    private const byte LongPrefix = 0xfe;

    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Reads all instructions but prefixes.</summary>
    public static IEnumerable<IlInstruction> Read(BlobReader il)
    {
        List<IlInstruction> instructions = [];
        bool isConstrained = false;
        while (il.RemainingBytes > 0)
        {
            byte first = il.ReadByte();
            OpCode code = s_codes[first == LongPrefix ? (short)((LongPrefix << 8) | il.ReadByte()) : first];
            int token = ReadOperand(ref il, code.OperandType);
            if (code.OpCodeType == OpCodeType.Prefix)
            {
                isConstrained |= code == OpCodes.Constrained;
                continue;
            }

            instructions.Add(new IlInstruction(code, token, isConstrained));
            isConstrained = false;
        }

        return instructions;
    }

    private static int ReadOperand(ref BlobReader il, OperandType operand)
    {
        switch (operand)
        {
            case OperandType.InlineNone:
                return 0;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                il.Offset += sizeof(byte);
                return 0;
            case OperandType.InlineVar:
                il.Offset += sizeof(short);
                return 0;
            case OperandType.InlineI8 or OperandType.InlineR:
                il.Offset += sizeof(long);
                return 0;
            case OperandType.InlineSwitch:
                int count = il.ReadInt32();
                il.Offset += count * sizeof(int);
                return 0;
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineString
                or OperandType.InlineTok or OperandType.InlineType:
                return il.ReadInt32();
            default:
                il.Offset += sizeof(int);
                return 0;
        }
    }
}
