// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>The property is set once, when a value is made.</summary>
public static class IsExternalInit;
