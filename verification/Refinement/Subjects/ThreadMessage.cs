// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Subjects;

/// <summary>What a thread finds in its registers and buffer: badge, message info, words, and the words for capabilities.</summary>
public readonly struct ThreadMessage(ulong badge, ulong info, ulong[] words, nuint buffer)
{
    private const int LengthBits = 7;
    private const int ExtraBits = 2;
    private const int UnwrappedBits = 3;
    private const ulong ExtraMask = (1 << ExtraBits) - 1;
    private const ulong UnwrappedMask = (1 << UnwrappedBits) - 1;

    /// <summary>Badge register.</summary>
    public readonly ulong Badge = badge;

    /// <summary>Message info word. Source: libsel4, seL4_MessageInfo: length in bits 6..0, extra capabilities in 8..7, unwrapped in 11..9,
    /// label above.</summary>
    public readonly ulong Info = info;

    /// <summary>Words in registers and buffer, as many as were read, then the three words for capabilities.</summary>
    public readonly ulong[] Words = words;

    /// <summary>Number of words.</summary>
    public int Length => (int)(Info & ((1 << LengthBits) - 1));

    /// <summary>Number of capabilities.</summary>
    public int Caps => (int)((Info >> LengthBits) & ExtraMask);

    /// <summary>Which of them were unwrapped.</summary>
    public ulong Unwrapped => (Info >> (LengthBits + ExtraBits)) & UnwrappedMask;

    /// <summary>Label.</summary>
    public ulong Label => Info >> (LengthBits + ExtraBits + UnwrappedBits);

    /// <summary>The buffer that was read, zero without one.</summary>
    public readonly nuint Buffer = buffer;

    /// <summary>Whether info and words are the same; in registers only, if the thread has another buffer now.</summary>
    public bool HasSameWords(in ThreadMessage other)
    {
        int count = Buffer == other.Buffer ? Words.Length : Abi.Limits.FastMessageRegisters;
        return Info == other.Info && Words.AsSpan(0, count).SequenceEqual(other.Words.AsSpan(0, count));
    }
}
