// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;

namespace Caprock.Examples.Calculator;

/// <summary>Requests to the serial driver: text to show above the line that is being typed.</summary>
public static class ConsoleProtocol
{
    /// <summary>Label of the only request.</summary>
    public const ulong PrintLabel = 2;

    /// <summary>Shows a line of text.</summary>
    public static void PrintLine(ulong console, scoped ReadOnlySpan<byte> text)
    {
        var words = default(MessageWords);
        var count = TextMessage.Write(text, ref words);
        Kernel.Call(console, MessageInfo.Create(PrintLabel, 0, 0, (ulong)count), ref words);
    }
}
