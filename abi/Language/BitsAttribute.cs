// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>Place of a field in a packed word.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BitsAttribute(int low, int count) : Attribute
{
    /// <summary>Lowest bit.</summary>
    public int Low => low;

    /// <summary>Number of bits.</summary>
    public int Count => count;

    /// <summary>Index of the word, for layouts of two.</summary>
    public int Word { get; init; }

    /// <summary>Whether the field reaches to the top of its word and its sign is kept when it is read (canonical addresses).</summary>
    public bool IsSigned { get; init; }
}
