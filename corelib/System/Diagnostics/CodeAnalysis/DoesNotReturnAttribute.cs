// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>The method never returns.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DoesNotReturnAttribute : Attribute;
