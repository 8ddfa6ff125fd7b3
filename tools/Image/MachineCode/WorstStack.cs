// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.MachineCode;

/// <summary>The deepest stack and how it comes about.</summary>
/// <param name="Bytes">Stack in use at the deepest point.</param>
/// <param name="Path">Routines from the root to the deepest one.</param>
public sealed record WorstStack(int Bytes, IReadOnlyList<Routine> Path)
{
    /// <summary>The path as text, with short names.</summary>
    public string PathText => string.Join(" -> ", Path.Select(routine => routine.ShortName));
}
