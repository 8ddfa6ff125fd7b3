// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>The field is an array.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RepeatedAttribute : Attribute
{
    /// <summary>With a fixed number of elements.</summary>
    public RepeatedAttribute(int count) => Count = count;

    /// <summary>With as many elements as a parameter of the profile says.</summary>
    public RepeatedAttribute(string parameter) => Parameter = parameter;

    /// <summary>Number of elements, zero when a parameter gives it.</summary>
    public int Count { get; }

    /// <summary>Name of the parameter, empty when the number is fixed.</summary>
    public string Parameter { get; } = "";
}
