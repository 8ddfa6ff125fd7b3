// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>What an attribute may be put on.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AttributeUsageAttribute(AttributeTargets validOn) : Attribute
{
    /// <summary>What the attribute may be put on.</summary>
    public AttributeTargets ValidOn { get; } = validOn;

    /// <summary>Whether it may be put there more than once.</summary>
    public bool AllowMultiple { get; set; }

    /// <summary>Whether derived types have it too.</summary>
    public bool Inherited { get; set; }
}
