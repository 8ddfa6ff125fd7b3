// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics.CodeAnalysis;

/// <summary>The constructor sets every required member.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class SetsRequiredMembersAttribute : Attribute;
