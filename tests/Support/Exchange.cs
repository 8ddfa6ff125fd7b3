// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Caprock.Abi;

namespace Caprock.Tests.Support;

/// <summary>The registers of a system call, as given and as the kernel left them: for what the ordinary stubs would not do.</summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Exchange
{
    /// <summary>Number of the system call.</summary>
    public long Number;

    /// <summary>Capability on entry, badge on return.</summary>
    public ulong Badge;

    /// <summary>Message info.</summary>
    public ulong Info;

    /// <summary>Message word 0.</summary>
    public ulong Word0;

    /// <summary>Message word 1.</summary>
    public ulong Word1;

    /// <summary>Message word 2.</summary>
    public ulong Word2;

    /// <summary>Message word 3.</summary>
    public ulong Word3;

    /// <summary>Reply object; for NBSendWait what is sent to.</summary>
    public ulong Reply;

    /// <summary>What NBSendRecv sends to.</summary>
    public ulong Destination;

    /// <summary>A message with a label, a number of words and of capabilities.</summary>
    public Exchange(ulong label, int length = 0, int capabilities = 0)
    {
        this = default;
        Info = MessageInfo.Create(label, 0, (ulong)capabilities, (ulong)length).Word;
    }

    /// <summary>Label of the message.</summary>
    public readonly ulong Label => new MessageInfo(Info).Label;

    /// <summary>Length of the message.</summary>
    public readonly ulong Length => new MessageInfo(Info).Length;

    /// <summary>Number of capabilities.</summary>
    public readonly ulong Caps => new MessageInfo(Info).ExtraCaps;

    /// <summary>Which of them were unwrapped.</summary>
    public readonly ulong Unwrapped => new MessageInfo(Info).CapsUnwrapped;

    /// <summary>Makes this the message to send next.</summary>
    public void Set(ulong label, int length = 0, int capabilities = 0) =>
        Info = MessageInfo.Create(label, 0, (ulong)capabilities, (ulong)length).Word;

    /// <summary>Call.</summary>
    public void Call(ulong capability) => Execute(SystemCall.Call, capability);

    /// <summary>Send.</summary>
    public void Send(ulong capability) => Execute(SystemCall.Send, capability);

    /// <summary>NBSend.</summary>
    public void NonBlockingSend(ulong capability) => Execute(SystemCall.NBSend, capability);

    /// <summary>Recv.</summary>
    public void Receive(ulong capability, ulong reply)
    {
        Reply = reply;
        Execute(SystemCall.Recv, capability);
    }

    /// <summary>NBRecv.</summary>
    public void NonBlockingReceive(ulong capability, ulong reply)
    {
        Reply = reply;
        Execute(SystemCall.NBRecv, capability);
    }

    /// <summary>Wait.</summary>
    public void Wait(ulong capability) => Execute(SystemCall.Wait, capability);

    /// <summary>NBWait.</summary>
    public void NonBlockingWait(ulong capability) => Execute(SystemCall.NBWait, capability);

    /// <summary>ReplyRecv.</summary>
    public void ReplyReceive(ulong capability, ulong reply)
    {
        Reply = reply;
        Execute(SystemCall.ReplyRecv, capability);
    }

    /// <summary>NBSendRecv.</summary>
    public void NonBlockingSendReceive(ulong destination, ulong capability, ulong reply)
    {
        Reply = reply;
        Destination = destination;
        Execute(SystemCall.NBSendRecv, capability);
    }

    /// <summary>NBSendWait.</summary>
    public void NonBlockingSendWait(ulong destination, ulong capability)
    {
        Reply = destination;
        Execute(SystemCall.NBSendWait, capability);
    }

    /// <summary>Any system call with these registers.</summary>
    public void Execute(SystemCall number, ulong capability)
    {
        Number = (long)number;
        Badge = capability;
        fixed (Exchange* self = &this)
        {
            ExecuteAll(self);
        }
    }

    [RuntimeImport("support_exchange")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void ExecuteAll(Exchange* exchange);
}
