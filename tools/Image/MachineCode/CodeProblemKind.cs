// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>What keeps a routine from being understood.</summary>
public enum CodeProblemKind
{
    /// <summary>Reached bytes are no instruction, or control leaves the executable sections.</summary>
    NotCode,

    /// <summary>The stack pointer moves by an amount that is not in the code.</summary>
    VariableStack,

    /// <summary>A loop pushes more than it pops.</summary>
    GrowingStack,
}
