// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Programs;

/// <summary>What a name of a 'setvar' attribute is to a kind of program.</summary>
internal static class SymbolNames
{
    /// <summary>
    /// Whether the program does without a variable of this name: to a C# component the names of its channels, interrupts, ports, children
    /// and maps are names in its source. Sizes and physical addresses are asked for by variables alone.
    /// </summary>
    public static bool IsNameFor(this SymbolValue value, ProgramKind kind) =>
        kind == ProgramKind.Component && value.Kind == SymbolValueKind.Number;
}
