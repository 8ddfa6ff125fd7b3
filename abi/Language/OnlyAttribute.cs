// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>The member exists only in profiles with the feature; what follows it moves up where it is absent.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Method | AttributeTargets.Interface | AttributeTargets.Enum)]
public sealed class OnlyAttribute(Feature feature) : Attribute
{
    /// <summary>The feature.</summary>
    public Feature Feature => feature;
}
