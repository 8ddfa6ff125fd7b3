// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Overrides keep their base.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PreserveBaseOverridesAttribute : Attribute;
