// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment;

/// <summary>What a witness has in its memory, which nobody else may change.</summary>
public static class Pattern
{
    /// <summary>Bytes at the start of a beat's memory that change.</summary>
    public const ulong BeatHeaderBytes = 16;

    /// <summary>Physical address of the memory of the one that does nothing.</summary>
    public const ulong CanaryAddress = 0x1102_0000;

    /// <summary>Where in it, in its second page, others are made to read; the first is what they are made to write.</summary>
    public const ulong SecretOffset = 0x1000;

    /// <summary>Bytes of it.</summary>
    public const ulong CanaryBytes = 0x1_0000;

    private const ulong First = 0x6361_7072_6f63_6b21;
    private const ulong Multiplier = 0x9e37_79b9_7f4a_7c15;

    /// <summary>The word at an index.</summary>
    public static ulong Word(ulong index) => First + (index * Multiplier);
}
