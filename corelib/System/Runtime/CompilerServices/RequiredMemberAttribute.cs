// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The member must be set by whoever makes a value.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class RequiredMemberAttribute : Attribute;
