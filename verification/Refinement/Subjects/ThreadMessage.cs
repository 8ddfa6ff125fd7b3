// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Objects;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>What a thread finds in its registers and buffer: badge, message info, words, and the words for capabilities.</summary>
public sealed unsafe class ThreadMessage
{
    /// <summary>Words of a message that are looked at.</summary>
    public const int ReadWords = 16;

    private const int RegisterCount = 4;
    private const int CapWords = 3;
    private const int LengthBits = 7;
    private const int ExtraBits = 2;
    private const int UnwrappedBits = 3;
    private const ulong ExtraMask = (1 << ExtraBits) - 1;
    private const ulong UnwrappedMask = (1 << UnwrappedBits) - 1;

    private readonly ulong[] words = new ulong[ReadWords + CapWords];
    private nuint buffer;

    /// <summary>Badge register.</summary>
    public ulong Badge { get; private set; }

    /// <summary>Message info word. Source: libsel4, seL4_MessageInfo: length in bits 6..0, extra capabilities in 8..7, unwrapped in 11..9,
    /// label above.</summary>
    public ulong Info { get; private set; }

    /// <summary>Words in registers and buffer, as many as were read, then the three words for capabilities.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>Number of words.</summary>
    public int Length => (int)(Info & ((1 << LengthBits) - 1));

    /// <summary>Number of capabilities.</summary>
    public int Caps => (int)((Info >> LengthBits) & ExtraMask);

    /// <summary>Which of them were unwrapped.</summary>
    public ulong Unwrapped => (Info >> (LengthBits + ExtraBits)) & UnwrappedMask;

    /// <summary>Label.</summary>
    public ulong Label => Info >> (LengthBits + ExtraBits + UnwrappedBits);

    /// <summary>Reads what a thread has.</summary>
    public void Read(Tcb* thread)
    {
        ulong* memory = World.BufferOf(thread);
        buffer = (nuint)memory;
        Badge = thread->Context.Rdi;
        Info = thread->Context.Rsi;
        for (int i = 0; i < RegisterCount; i++)
        {
            words[i] = X64ThreadContext.GetMessageRegister(thread, i);
        }

        if (memory == null)
        {
            words.AsSpan(RegisterCount).Clear();
            return;
        }

        new ReadOnlySpan<ulong>(memory + Abi.IpcBufferLayout.MessageWord + RegisterCount, ReadWords - RegisterCount)
            .CopyTo(words.AsSpan(RegisterCount));
        new ReadOnlySpan<ulong>(memory + Abi.IpcBufferLayout.CapsOrBadgesWord, CapWords).CopyTo(words.AsSpan(ReadWords));
    }

    /// <summary>Whether info and words are the same; in registers only, if the thread has another buffer now.</summary>
    public bool HasSameWords(ThreadMessage other)
    {
        int count = buffer == other.buffer ? words.Length : RegisterCount;
        return Info == other.Info && words.AsSpan(0, count).SequenceEqual(other.words.AsSpan(0, count));
    }
}
