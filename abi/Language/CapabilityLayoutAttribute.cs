// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>Layout of one type of capability in the kernel: two words, the tag in bits 4..0 of the first.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class CapabilityLayoutAttribute(int tag) : Attribute
{
    /// <summary>The tag.</summary>
    public int Tag => tag;

    /// <summary>Whether bits 63..16 of the first word are the address of an object.</summary>
    public bool NamesObject { get; init; }
}
