// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Linux;

/// <summary>System calls that the program makes. Source: Linux, x86-64 system-call table; the manual pages of section 2.</summary>
internal enum SystemCall : ulong
{
    Read = 0,
    Write = 1,
    Open = 2,
    Close = 3,
    FileLength = 8,
    IoControl = 16,
    ReadAt = 17,
    WriteAt = 18,
    WriteVector = 20,
    SendFile = 40,
    Socket = 41,
    Accept = 43,
    SendTo = 44,
    ReceiveFrom = 45,
    Bind = 49,
    Listen = 50,
    SetSocketOption = 54,
    SynchroniseData = 75,
    SetUpRequests = 206,
    TakeRequests = 208,
    SubmitRequests = 209,
    WaitForEvents = 232,
    ControlEvents = 233,
    MakeNode = 133,
    Mount = 165,
    PowerOff = 169,
    CreateEvents = 291,
    AcceptWithFlags = 288,
    ReceiveMessages = 299,
    SendMessages = 307,
    LoadModule = 313,
}
