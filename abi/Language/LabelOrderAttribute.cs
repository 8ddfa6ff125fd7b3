// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>A run of interfaces whose invocations are numbered one after the other.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LabelOrderAttribute(int part, string countName, params Type[] interfaces) : Attribute
{
    /// <summary>Place of the run among the runs.</summary>
    public int Part => part;

    /// <summary>C name of the number reached at its end.</summary>
    public string CountName => countName;

    /// <summary>The interfaces, in order.</summary>
    public Type[] Interfaces => interfaces;
}
