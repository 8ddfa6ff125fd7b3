// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The values of the enumeration are bits to be combined.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class FlagsAttribute : Attribute;
