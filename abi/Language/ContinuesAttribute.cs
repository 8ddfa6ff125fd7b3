// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>The members follow those of another enum: the part of it that belongs to one instruction set.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class ContinuesAttribute(Type enumeration) : Attribute
{
    /// <summary>The enum continued.</summary>
    public Type Enumeration => enumeration;

    /// <summary>C name of the number reached where this part begins.</summary>
    public string CountBefore { get; init; } = "";
}
