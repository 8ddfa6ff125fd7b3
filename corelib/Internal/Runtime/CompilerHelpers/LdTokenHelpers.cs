// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>What the code generator asks of types used as values; nothing freestanding uses one.</summary>
internal static class LdTokenHelpers
{
    internal static RuntimeTypeHandle GetRuntimeTypeHandle(nint methodTable) => default;

    internal static RuntimeMethodHandle GetRuntimeMethodHandle(nint handle) => default;

    internal static RuntimeFieldHandle GetRuntimeFieldHandle(nint handle) => default;

    internal static Type? GetRuntimeType(nint methodTable) => null;
}
