// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User;

/// <summary>The page part through which long messages and capabilities travel (1 KiB, shared with the kernel).</summary>
/// <remarks>Layout in words: 0 tag, 1 to 120 message, 121 user data, 122 to 124 capabilities or badges,
/// 125 receive CNode, 126 receive index, 127 receive depth. Source: seL4_IPCBuffer in abi/.</remarks>
public static unsafe class IpcBuffer
{
    private const int MessageIndex = 1;
    private const int CapabilityIndex = 122;
    private const int ReceiveIndex = 125;

    private static ulong* words;

    /// <summary>Tells where the buffer of this component is mapped.</summary>
    public static void Initialise(ulong address) => words = (ulong*)address;

    /// <summary>Sets a message word.</summary>
    public static void SetWord(int index, ulong value) => words[MessageIndex + index] = value;

    /// <summary>Reads a message word.</summary>
    public static ulong GetWord(int index) => words[MessageIndex + index];

    /// <summary>Sets a capability to be sent along.</summary>
    public static void SetCap(int index, ulong slot) => words[CapabilityIndex + index] = slot;

    /// <summary>Badge of a received capability that was unwrapped.</summary>
    public static ulong GetBadge(int index) => words[CapabilityIndex + index];

    /// <summary>Says in which slot a received capability shall be put.</summary>
    public static void SetReceivePath(ulong root, ulong index, ulong depth)
    {
        words[ReceiveIndex] = root;
        words[ReceiveIndex + 1] = index;
        words[ReceiveIndex + 2] = depth;
    }

    /// <summary>The message words as bytes, for text and other payloads (960 bytes).</summary>
    public static Span<byte> Payload => new(words + MessageIndex, 960);
}
