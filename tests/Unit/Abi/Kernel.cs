// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.User;

/// <summary>Stands for the system call: keeps what it was called with and answers as told.</summary>
internal static class Kernel
{
    /// <summary>Capability called.</summary>
    public static ulong Slot { get; private set; }

    /// <summary>Message info given.</summary>
    public static MessageInfo Info { get; private set; }

    /// <summary>Words given in registers.</summary>
    public static ulong[] Words { get; private set; } = [];

    /// <summary>Message info to answer with.</summary>
    public static MessageInfo Answer { get; set; }

    /// <summary>Words to answer with in registers.</summary>
    public static ulong[] AnswerWords { get; set; } = [0, 0, 0, 0];

    /// <summary>The call.</summary>
    public static MessageInfo Call(ulong destination, MessageInfo info, ref ulong word0, ref ulong word1, ref ulong word2, ref ulong word3)
    {
        Slot = destination;
        Info = info;
        Words = [word0, word1, word2, word3];
        word0 = AnswerWords[0];
        word1 = AnswerWords[1];
        word2 = AnswerWords[2];
        word3 = AnswerWords[3];
        return Answer;
    }
}
