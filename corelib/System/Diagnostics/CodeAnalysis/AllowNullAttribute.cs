// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>Null may be given where the type says otherwise.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class AllowNullAttribute : Attribute;
