// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>An analyzer's finding is answered by a justification.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class SuppressMessageAttribute(string category, string checkId) : Attribute
{
    /// <summary>The analyzer's category.</summary>
    public string Category { get; } = category;

    /// <summary>The finding's name.</summary>
    public string CheckId { get; } = checkId;

    /// <summary>Why the finding does not apply.</summary>
    public string? Justification { get; set; }
}
