// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>The value may be null where the type says otherwise.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class MaybeNullAttribute : Attribute;
