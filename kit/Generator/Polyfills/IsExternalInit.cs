// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for before it accepts records on this framework.</summary>
internal static class IsExternalInit
{
}
