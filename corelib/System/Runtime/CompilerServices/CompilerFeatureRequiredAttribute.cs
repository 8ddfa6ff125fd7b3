// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>A compiler without this feature must not use the member.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    /// <summary>The feature.</summary>
    public string FeatureName { get; } = featureName;

    /// <summary>Whether an older compiler may pass over it.</summary>
    public bool IsOptional { get; init; }
}
