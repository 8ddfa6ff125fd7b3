// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The method extends its first parameter.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class ExtensionAttribute : Attribute;
