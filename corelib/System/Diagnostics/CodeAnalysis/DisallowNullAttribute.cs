// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>Null may not be given where the type says otherwise.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class DisallowNullAttribute : Attribute;
