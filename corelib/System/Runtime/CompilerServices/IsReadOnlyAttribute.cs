// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The value may not be written.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class IsReadOnlyAttribute : Attribute;
