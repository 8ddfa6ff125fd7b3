// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The root of arrays.</summary>
/// <remarks>Freestanding code makes none; the layout is what the code generator expects of one that is written into the image.</remarks>
public abstract class Array
{
#pragma warning disable CS0649 // The code generator writes the length.
    private readonly int _numComponents;
#pragma warning restore CS0649

    /// <summary>Number of elements.</summary>
    public int Length => _numComponents;
}
