// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Kit.Components;

/// <summary>Request or reply of a protected call: a label, and up to 120 words of which the first four travel in registers.</summary>
public struct Message
{
    /// <summary>Words of a message at most.</summary>
    public const int MostWords = 120;

    private const int RegisterWords = 4;

    /// <summary>Label of a reply to a call that the callee does not answer.</summary>
    private const ulong RefusedLabel = (1ul << 52) - 1;

    /// <summary>Label of the reply that callers get when who they called was started anew.</summary>
    private const ulong RestartedLabel = (1ul << 52) - 2;

    private MessageInfo info;
    private MessageWords words;

    /// <summary>A message with a label and no words.</summary>
    public Message(ulong label)
    {
        Unsafe.SkipInit(out words);
        info = MessageInfo.Create(label, 0, 0, 0);
    }

    /// <summary>A message with a label and a word.</summary>
    public Message(ulong label, ulong word)
    {
        Unsafe.SkipInit(out words);
        words.Word0 = word;
        info = MessageInfo.Create(label, 0, 0, 1);
    }

    /// <summary>The reply of who does not know what is asked.</summary>
    public static Message Refused => new(RefusedLabel);

    /// <summary>The reply to who called before this component was started anew.</summary>
    internal static Message Restarted => new(RestartedLabel);

    /// <summary>What it means, as agreed between the two.</summary>
    public readonly ulong Label => info.Label;

    /// <summary>Number of words.</summary>
    public readonly int Length => (int)info.Length;

    /// <summary>Whether it is no answer: the callee does not know the request, or was started anew before it answered.</summary>
    public readonly bool IsRefused => info.Label >= RestartedLabel;

    /// <summary>Whether the callee was started anew before it answered.</summary>
    public readonly bool IsRestarted => info.Label == RestartedLabel;

    /// <summary>What became of a call whose reply this is, when an answer has so many words.</summary>
    public readonly CallStatus Status(int words)
    {
        if (Label == 0 && Length == words)
        {
            return CallStatus.Answered;
        }

        return IsRestarted ? CallStatus.Restarted : CallStatus.Refused;
    }

    /// <summary>Word 0.</summary>
    public ulong Word0
    {
        readonly get => words.Word0;
        set => words.Word0 = value;
    }

    /// <summary>Word 1.</summary>
    public ulong Word1
    {
        readonly get => words.Word1;
        set => words.Word1 = value;
    }

    /// <summary>Word 2.</summary>
    public ulong Word2
    {
        readonly get => words.Word2;
        set => words.Word2 = value;
    }

    /// <summary>Word 3.</summary>
    public ulong Word3
    {
        readonly get => words.Word3;
        set => words.Word3 = value;
    }

    /// <summary>The words in registers.</summary>
    internal ref MessageWords Words => ref Unsafe.AsRef(in words);

    /// <summary>Label and length.</summary>
    internal MessageInfo Info
    {
        readonly get => info;
        set => info = value;
    }

    /// <summary>Says what the message is and how many words it has.</summary>
    public void Set(ulong label, int length) => info = MessageInfo.Create(label, 0, 0, (ulong)length);

    /// <summary>Reads any word. Those behind the fourth are gone with the next call or event.</summary>
    public readonly ulong Read(int index) => index switch
    {
        0 => words.Word0,
        1 => words.Word1,
        2 => words.Word2,
        3 => words.Word3,
        _ => ReadBuffer(index),
    };

    /// <summary>Writes any word. Those behind the fourth are gone with the next call or event.</summary>
    public void Write(int index, ulong value)
    {
        switch (index)
        {
            case 0:
                words.Word0 = value;
                break;
            case 1:
                words.Word1 = value;
                break;
            case 2:
                words.Word2 = value;
                break;
            case 3:
                words.Word3 = value;
                break;
            default:
                Require.That((uint)index < MostWords);
                IpcBuffer.SetWord(index, value);
                break;
        }
    }

    private static ulong ReadBuffer(int index)
    {
        Require.That(index is >= RegisterWords and < MostWords);
        return IpcBuffer.GetWord(index);
    }
}
