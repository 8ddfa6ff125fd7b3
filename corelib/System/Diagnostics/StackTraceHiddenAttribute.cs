// SPDX-License-Identifier: BSD-2-Clause
namespace System.Diagnostics;

/// <summary>A debugger passes over the member.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class StackTraceHiddenAttribute : Attribute;
