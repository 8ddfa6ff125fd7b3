// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>How the core library gives up: it calls the panic function of the image it is linked into.</summary>
/// <remarks>The image exports <c>corelib_panic(byte* text, ulong length)</c>, which must not return. The text is UTF-8.</remarks>
internal static unsafe class Panic
{
    private const int MessageCapacity = 160;

    private static MessageBuffer s_message;

    /// <summary>An index outside its array or span.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void IndexOutOfRange() => Say("index out of range"u8);

    /// <summary>A value asked of an empty <see cref="Nullable{T}"/>.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NoValue() => Say("value of an empty Nullable"u8);

    /// <summary>An argument outside what its method takes.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ArgumentOutOfRange() => Say("argument out of range"u8);

    /// <summary>A literal text; characters outside ASCII become question marks.</summary>
    /// <remarks>The buffer is shared: when two processors panic at once their texts may mix.</remarks>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Text(string? text)
    {
        int length = text is null ? 0 : Math.Min(text.Length, MessageCapacity);
        ref byte buffer = ref Unsafe.As<MessageBuffer, byte>(ref s_message);
        for (int i = 0; i < length; i++)
        {
            char character = text![i];
            Unsafe.Add(ref buffer, i) = character < 0x80 ? (byte)character : (byte)'?';
        }

        Raise((byte*)Unsafe.AsPointer(ref buffer), (ulong)length);
        while (true)
        {
        }
    }

    /// <summary>A text in UTF-8.</summary>
    /// <remarks>The loop is never reached; it tells the code generator that nothing comes after a call.</remarks>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Say(ReadOnlySpan<byte> text)
    {
        Raise((byte*)Unsafe.AsPointer(ref text._reference), (ulong)text.Length);
        while (true)
        {
        }
    }

    [DoesNotReturn]
    [RuntimeImport("corelib_panic")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Raise(byte* text, ulong length);

    [InlineArray(MessageCapacity)]
    private struct MessageBuffer
    {
        private byte _first;
    }
}
