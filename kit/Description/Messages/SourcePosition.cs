// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Messages;

/// <summary>A place in a description; lines and columns count from 1.</summary>
public readonly record struct SourcePosition(int Line, int Column) : IComparable<SourcePosition>
{
    /// <summary>Where problems of the file as a whole are reported.</summary>
    public static readonly SourcePosition Start = new(1, 1);

    /// <inheritdoc/>
    public int CompareTo(SourcePosition other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
