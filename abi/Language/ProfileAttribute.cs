// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>A configuration the interface is generated for: an instruction set and features; its constants override the common
/// ones.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProfileAttribute(string folder, Isa isa, params Feature[] features) : Attribute
{
    /// <summary>Folder below abi/Generated.</summary>
    public string Folder => folder;

    /// <summary>Instruction set.</summary>
    public Isa Isa => isa;

    /// <summary>Features present.</summary>
    public Feature[] Features => features;
}
