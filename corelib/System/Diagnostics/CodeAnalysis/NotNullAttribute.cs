// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>The value is not null when the method returns.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class NotNullAttribute : Attribute;
