// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>Kinds of value types of parameters.</summary>
public enum ValueKind
{
    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A bool: one bit.</summary>
    Bool,

    /// <summary>An enum.</summary>
    Enumeration,

    /// <summary>A packed word.</summary>
    PackedWord,
}
