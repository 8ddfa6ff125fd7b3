// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Locals are not cleared on entry.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class SkipLocalsInitAttribute : Attribute;
