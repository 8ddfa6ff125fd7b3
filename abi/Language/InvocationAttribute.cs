// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>An invocation: a message to the kernel through a capability.</summary>
/// <remarks>Arguments travel in the order declared. Capabilities go into the message's capability places, everything else
/// into its words: a value is aligned to its own size (a bool takes one bit) and never crosses a word. Outputs come back the same
/// way.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InvocationAttribute(string label) : Attribute
{
    /// <summary>Name of the label in libsel4.</summary>
    public string Label => label;
}
