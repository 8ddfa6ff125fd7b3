// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>What compilers ask for.</summary>
public static class RuntimeHelpers
{
    /// <summary>Bytes from a string's start to its first character.</summary>
    public static int OffsetToStringData
    {
        [Intrinsic]
        get => 12;
    }

    /// <summary>The data of a constant array; the code generator replaces the call.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle fldHandle)
    {
        _ = fldHandle;
        Panic.ArgumentOutOfRange();
        return default;
    }

    /// <summary>Whether values of the type hold object references.</summary>
    [Intrinsic]
    public static bool IsReferenceOrContainsReferences<T>()
        where T : allows ref struct => IsReferenceOrContainsReferences<T>();
}
