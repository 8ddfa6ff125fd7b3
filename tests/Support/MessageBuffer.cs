// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Support;

/// <summary>The IPC buffer of one thread.</summary>
public readonly unsafe struct MessageBuffer(ulong address)
{
    private readonly ulong* words = (ulong*)address;

    /// <summary>A word at any place of the buffer.</summary>
    public ulong this[int index]
    {
        get => words[index];
        set => words[index] = value;
    }

    /// <summary>A message word.</summary>
    public ulong Word(int index) => words[IpcBufferLayout.MessageWord + index];

    /// <summary>Sets a message word.</summary>
    public void SetWord(int index, ulong value) => words[IpcBufferLayout.MessageWord + index] = value;

    /// <summary>A capability to send, or a badge received.</summary>
    public ulong Cap(int index) => words[IpcBufferLayout.CapsOrBadgesWord + index];

    /// <summary>Sets a capability to send.</summary>
    public void SetCap(int index, ulong value) => words[IpcBufferLayout.CapsOrBadgesWord + index] = value;

    /// <summary>Says where a received capability is put.</summary>
    public void SetReceivePath(ulong root, ulong index, ulong depth)
    {
        words[IpcBufferLayout.ReceiveCNodeWord] = root;
        words[IpcBufferLayout.ReceiveIndexWord] = index;
        words[IpcBufferLayout.ReceiveDepthWord] = depth;
    }

    /// <summary>Fills the message words with a pattern.</summary>
    public void Fill(ulong pattern)
    {
        for (var i = 0; i < Limits.MessageMaximumLength; i++)
        {
            SetWord(i, pattern + (ulong)i);
        }
    }
}
