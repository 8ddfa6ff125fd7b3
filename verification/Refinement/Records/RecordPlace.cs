// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Records;

/// <summary>Where a record's words lie, and the key that orders it among others.</summary>
internal readonly struct RecordPlace(RecordKind kind, ulong container, ulong index, int start, int length) : IComparable<RecordPlace>
{
    public readonly RecordKind Kind = kind;
    public readonly ulong Container = container;
    public readonly ulong Index = index;
    public readonly int Start = start;
    public readonly int Length = length;

    public int CompareTo(RecordPlace other)
    {
        int order = Kind.CompareTo(other.Kind);
        order = order != 0 ? order : Container.CompareTo(other.Container);
        return order != 0 ? order : Index.CompareTo(other.Index);
    }
}
