// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Procedures;

/// <summary>A parameter of a procedure, or its result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Modifier">in, out or ref with a blank; nothing for a value.</param>
/// <param name="Type">Its type.</param>
/// <param name="Passing">Which way it goes.</param>
/// <param name="Words">How it travels.</param>
internal sealed record Parameter(string Name, string Modifier, string Type, Passing Passing, EquatableList<Word> Words)
{
    /// <summary>Whether it is no structure.</summary>
    public bool IsNumber => Words.Count == 1 && Words[0].Access.Length == 0;
}
