// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>A value of a packed word that has a name of its own.</summary>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class NamedValueAttribute(string name, ulong value, string summary) : Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The word.</summary>
    public ulong Value => value;

    /// <summary>What it stands for.</summary>
    public string Summary => summary;
}
