// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>Another value of a constant, under a feature or on an instruction set.</summary>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public sealed class InsteadAttribute : Attribute
{
    /// <summary>The value in profiles with a feature.</summary>
    public InsteadAttribute(Feature feature, object value)
    {
        Condition = feature;
        Value = value;
    }

    /// <summary>The value on an instruction set.</summary>
    public InsteadAttribute(Isa isa, object value)
    {
        Condition = isa;
        Value = value;
    }

    /// <summary>The feature or instruction set.</summary>
    public object Condition { get; }

    /// <summary>The constant's value there.</summary>
    public object Value { get; }
}
