// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Entry;

/// <summary>What a caller is told about a refused invocation besides the error code.</summary>
public static unsafe class ErrorReply
{
    /// <summary>Writes the words that belong to the error; returns their number.</summary>
    public static ulong Write(Message* message, Error error)
    {
        ErrorDetail* detail = &message->Detail;
        message->ResultLength = 0;
        switch (error)
        {
            case Error.InvalidArgument:
            case Error.InvalidCapability:
                Message.SetResult(message, 0, detail->Number);
                break;
            case Error.RangeError:
                Message.SetResult(message, 0, detail->Minimum);
                Message.SetResult(message, 1, detail->Maximum);
                break;
            case Error.NotEnoughMemory:
                Message.SetResult(message, 0, detail->MemoryLeft);
                break;
            case Error.FailedLookup:
                Message.SetResult(message, 0, detail->WasSource ? 1ul : 0);
                return MessageTransfer.WriteLookupFailure(message->Sender, Message.ResultBuffer(message), 1, &detail->Lookup);
        }

        return message->ResultLength;
    }
}
