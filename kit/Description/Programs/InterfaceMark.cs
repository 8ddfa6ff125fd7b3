// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Programs;

/// <summary>An interface at an end of a channel, as a component's symbols tell.</summary>
/// <param name="Fingerprint">A number made of its procedures.</param>
/// <param name="Name">Its name.</param>
internal sealed record InterfaceMark(string Fingerprint, string Name)
{
    private const int Parts = 2;

    /// <summary>The interface whose symbol begins so; null when there is none.</summary>
    public static InterfaceMark? Find(Program program, string begin)
    {
        string? name = program.Symbols.Symbols
            .FirstOrDefault(symbol => symbol.IsDefined && symbol.Name.StartsWith(begin, StringComparison.Ordinal))?.Name;
        string[]? parts = name?[begin.Length..].Split('_', Parts);
        return parts is { Length: Parts } ? new InterfaceMark(parts[0], parts[1]) : null;
    }
}
