// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Containment;

/// <summary>What an attacker is told to do.</summary>
public enum AttackKind : uint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Read, write and execute memory that is not its own.</summary>
    Memory,

    /// <summary>Make every invocation and system call on every slot, with random arguments.</summary>
    Capabilities,

    /// <summary>Signal everything that can be signalled, as fast as it can.</summary>
    Notifications,

    /// <summary>Write garbage to every region that it may write, and notify.</summary>
    Garbage,

    /// <summary>Claim that queues are full, empty or longer than they are, and notify.</summary>
    Lies,

    /// <summary>Keep the processor.</summary>
    Time,

    /// <summary>Use up stack and arena, and fail all the time.</summary>
    Exhaustion,

    /// <summary>Look for other components' packets in its own regions.</summary>
    Look,

    /// <summary>Write garbage to device registers.</summary>
    Registers,

    /// <summary>Have the network card read and write others' memory.</summary>
    DirectMemoryAccess,

    /// <summary>Have the network card's driver send others' memory.</summary>
    SendThroughDriver,

    /// <summary>Have it put received frames into others' memory.</summary>
    ReceiveThroughDriver,

    /// <summary>Have the disk read and write others' memory.</summary>
    DiskAccess,

    /// <summary>Have the disk's driver do it.</summary>
    DiskThroughDriver,

    /// <summary>Reset the machine by a port in its range.</summary>
    Reset,
}
