// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>A structure in memory that kernel and user level share; fields lie in order with C's alignment.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class RecordAttribute : Attribute
{
    /// <summary>Whether fields follow each other without padding.</summary>
    public bool IsPacked { get; init; }

    /// <summary>Alignment in bytes where it is larger than that of the fields, zero otherwise.</summary>
    public int Alignment { get; init; }

    /// <summary>Whether only its offsets are generated, because programs reach it through words of the IPC buffer.</summary>
    public bool OffsetsOnly { get; init; }
}
