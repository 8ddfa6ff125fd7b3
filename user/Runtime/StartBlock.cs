// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User;

/// <summary>What who starts a component tells it: written by the starter, read by the component, at one place.</summary>
public struct StartBlock
{
    /// <summary>Where the component's IPC buffer is mapped.</summary>
    public ulong IpcBufferAddress;

    /// <summary>A word for the component.</summary>
    public ulong Argument;

    /// <summary>How often it has been started before.</summary>
    public ulong Generation;

    /// <summary>Whether it runs on the time of a caller whom it has not answered.</summary>
    public bool BorrowsTime;

    /// <summary>How often the monitor has asked whether it is well; the monitor writes it.</summary>
    public ulong Asked;

    /// <summary>How often it has answered.</summary>
    public ulong Answered;
}
