// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>An enum that names the words of a register set in their order.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class RegisterSetAttribute(Type set) : Attribute
{
    /// <summary>The set; a parameter of this type carries all its words.</summary>
    public Type Set => set;
}
