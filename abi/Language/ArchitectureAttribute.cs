// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>The member exists only on one instruction set. A type in a folder X64 or Arm64 needs no such mark.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Method)]
public sealed class ArchitectureAttribute(Isa isa) : Attribute
{
    /// <summary>The instruction set.</summary>
    public Isa Isa => isa;
}
