// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>Worst-case stack use of one routine with everything it reaches.</summary>
/// <param name="Routine">The routine.</param>
/// <param name="Bytes">Deepest use of the stack it is entered on, counted from its entry.</param>
/// <param name="SwitchedBytes">Deepest use of a stack that it, or what it reaches, switched to.</param>
/// <param name="Path">The transfer that leads to the depth in <paramref name="Bytes"/>, null when it is the routine's own.</param>
/// <param name="SwitchedPath">The transfer that leads to the depth in <paramref name="SwitchedBytes"/>, null when it is the routine's
/// own.</param>
public sealed record StackBound(Routine Routine, int Bytes, int SwitchedBytes, Transfer? Path, Transfer? SwitchedPath);
