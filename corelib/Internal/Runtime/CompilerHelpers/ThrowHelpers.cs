// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Where compiled code goes when .NET would throw: the program ends.</summary>
internal static class ThrowHelpers
{
    internal static void ThrowIndexOutOfRangeException() => Panic.IndexOutOfRange();

    internal static void ThrowOverflowException() => Panic.Say("arithmetic overflow"u8);

    internal static void ThrowDivideByZeroException() => Panic.Say("division by zero"u8);

    internal static void ThrowNullReferenceException() => Panic.Say("null reference"u8);

    internal static void ThrowArgumentException() => Panic.Say("bad argument"u8);

    internal static void ThrowArgumentOutOfRangeException() => Panic.ArgumentOutOfRange();

    internal static void ThrowArrayTypeMismatchException() => Panic.Say("array type mismatch"u8);

    internal static void ThrowInvalidCastException() => Panic.Say("invalid cast"u8);

    internal static void ThrowNotImplementedException() => Panic.Say("not implemented"u8);

    internal static void ThrowNotSupportedException() => Panic.Say("not supported"u8);

    internal static void ThrowPlatformNotSupportedException() => Panic.Say("not supported on this processor"u8);

    internal static void ThrowFeatureBodyRemoved() => Panic.Say("body removed"u8);

    internal static void ThrowInstanceBodyRemoved() => Panic.Say("body removed"u8);

    internal static void ThrowUnavailableType() => Panic.Say("unavailable type"u8);

    internal static void ThrowTypeLoadException() => Panic.Say("type cannot be compiled"u8);

    internal static void ThrowInvalidProgramException() => Panic.Say("method cannot be compiled"u8);

    internal static void ThrowInvalidProgramExceptionWithArgument() => Panic.Say("method cannot be compiled"u8);

    internal static void ThrowTypeLoadExceptionWithArgument() => Panic.Say("type cannot be compiled"u8);
}
