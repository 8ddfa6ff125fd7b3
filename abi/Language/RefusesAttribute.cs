// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using System;

namespace Caprock.Abi.Language;

/// <summary>An error the invocation answers with, and when.</summary>
/// <remarks>What holds for every invocation is documented once, at <see cref="Error"/>: an empty or wrong capability invoked, a
/// short message.</remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute(Error error, string condition) : Attribute
{
    /// <summary>The error.</summary>
    public Error Error => error;

    /// <summary>When it is the answer.</summary>
    public string Condition => condition;
}
