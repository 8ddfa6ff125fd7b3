// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>Name under which libsel4 knows the number, type or field. Several when C has aliases.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class CNameAttribute(string name) : Attribute
{
    /// <summary>The C name.</summary>
    public string Name => name;
}
