// SPDX-License-Identifier: BSD-2-Clause
using Iced.Intel;

namespace Caprock.Tools.Image.MachineCode;

/// <summary>Writes instructions as text for messages.</summary>
public static class Assembly
{
    /// <summary>One instruction in Intel syntax.</summary>
    public static string Text(in Instruction instruction)
    {
        StringOutput output = new();
        IntelFormatter formatter = new();
        formatter.Options.SpaceAfterOperandSeparator = true;
        formatter.Options.UppercaseHex = false;
        formatter.Options.HexPrefix = "0x";
        formatter.Options.HexSuffix = "";
        formatter.Format(instruction, output);
        return output.ToStringAndReset();
    }
}
