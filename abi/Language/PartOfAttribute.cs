// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>The invocations belong to the object of another interface.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class PartOfAttribute(Type whole) : Attribute
{
    /// <summary>Interface of the object.</summary>
    public Type Whole => whole;
}
