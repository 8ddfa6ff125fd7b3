// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Conformance.Framework;

/// <summary>One case: its name and its code.</summary>
internal unsafe struct CaseEntry
{
    /// <summary>Name within its group.</summary>
    public byte* Name;

    /// <summary>Characters of the name.</summary>
    public int NameLength;

    /// <summary>Number of its group.</summary>
    public int Group;

    /// <summary>What it does.</summary>
    public delegate*<ref Context, void> Body;
}
