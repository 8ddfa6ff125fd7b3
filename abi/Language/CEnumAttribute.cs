// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>The enum of libsel4 that a C# enum stands for.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class CEnumAttribute(string name) : Attribute
{
    /// <summary>Name of the C type; libsel4 widens the enums that it gives a type to 64 bits.</summary>
    public string Name => name;

    /// <summary>What precedes a member's name in C, unless the member has a <see cref="CNameAttribute"/>.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether C has the enum widened by a padding member.</summary>
    public bool IsWidened { get; init; } = true;

    /// <summary>C name of the number of members, empty when C has none.</summary>
    public string Count { get; init; } = "";
}
