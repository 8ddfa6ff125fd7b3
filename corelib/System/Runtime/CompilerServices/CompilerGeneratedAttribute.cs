// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The compiler made the member.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class CompilerGeneratedAttribute : Attribute;
