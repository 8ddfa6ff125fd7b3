// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kernel.Capabilities;

/// <summary>A capability: two words, held in registers; the views generated from the ABI source read its fields.</summary>
/// <remarks>Word 0 carries the type tag in bits 4..0, flags in bits 15..5 and the object's address in bits 63..16;
/// word 1 belongs to the type. The null capability is all zero.</remarks>
public readonly struct Capability(ulong word0, ulong word1)
{
    /// <summary>The tag's bits in word 0.</summary>
    internal const ulong TypeMask = 0x1f;

    /// <summary>Tag, flags and object address.</summary>
    public readonly ulong Word0 = word0;

    /// <summary>Data of the type: badge, guard, mapping, free index.</summary>
    public readonly ulong Word1 = word1;

    /// <summary>The capability that conveys nothing.</summary>
    public static Capability Null => new(0, 0);

    /// <summary>The tag that says which view is valid.</summary>
    public CapabilityType Type
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (CapabilityType)(Word0 & TypeMask);
    }

    /// <summary>Whether this is the null capability.</summary>
    public bool IsNull
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Word0 & TypeMask) == 0;
    }

    /// <summary>Address of the object in the kernel's window, for the types that name an object.</summary>
    public ulong ObjectAddress
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ulong)((long)Word0 >> 16);
    }
}
