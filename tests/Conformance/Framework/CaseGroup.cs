// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Conformance.Framework;

/// <summary>Cases of one file.</summary>
internal unsafe struct CaseGroup
{
    /// <summary>Name, the first part of the names of its cases.</summary>
    public byte* Name;

    /// <summary>Characters of the name.</summary>
    public int NameLength;

    /// <summary>Characters of the path of the file.</summary>
    public int PathLength;

    /// <summary>Path of the file.</summary>
    public char* Path;
}
