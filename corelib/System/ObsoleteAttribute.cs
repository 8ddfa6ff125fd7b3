// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The member should no longer be used.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class ObsoleteAttribute(string? message, bool error) : Attribute
{
    /// <summary>Marks the member; using it is a warning.</summary>
    public ObsoleteAttribute(string? message)
        : this(message, false)
    {
    }

    /// <summary>What to use instead.</summary>
    public string? Message { get; } = message;

    /// <summary>Whether using the member is an error.</summary>
    public bool IsError { get; } = error;
}
