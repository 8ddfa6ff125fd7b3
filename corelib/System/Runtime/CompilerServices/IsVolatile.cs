// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>Accesses to the field are ordered.</summary>
public static class IsVolatile;
