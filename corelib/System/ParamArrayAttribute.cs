// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The last parameter takes any number of arguments.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParamArrayAttribute : Attribute;
