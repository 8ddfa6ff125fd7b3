// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>Fixed places in the address space of every protection domain.</summary>
public static class SpaceLayout
{
    /// <summary>Last page of user addresses, where libmicrokit expects its IPC buffer. Source: libmicrokit, main.c.</summary>
    public const ulong IpcBufferAddress = 0x7fff_ffff_e000;

    /// <summary>End of the stack; the page between it and the IPC buffer stays empty.</summary>
    public const ulong StackTop = IpcBufferAddress - 0x1000;

    /// <summary>Offset of a component's start block in the page of its IPC buffer.</summary>
    public const uint StartBlockOffset = 2048;

    /// <summary>Where a component finds its configuration; a component cannot map a region here.</summary>
    public const ulong ConfigurationAddress = 0x7ffe_0000_0000;

    /// <summary>End of what a configuration may take.</summary>
    public const ulong ConfigurationEnd = ConfigurationAddress + 0x100_0000;

    /// <summary>Where a component finds its arena; a component cannot map a region here.</summary>
    public const ulong ArenaAddress = 0x7ffd_0000_0000;

    /// <summary>Where a component finds the lives of its peers; a component cannot map a region here.</summary>
    public const ulong LivesAddress = 0x7ffc_0000_0000;

    /// <summary>End of what the lives may take.</summary>
    public const ulong LivesEnd = LivesAddress + 0x100_0000;

    /// <summary>Where a component finds what it is told about the whole system; a component cannot map a region here.</summary>
    public const ulong SystemAddress = 0x7ffc_8000_0000;

    /// <summary>End of what that may take.</summary>
    public const ulong SystemEnd = SystemAddress + 0x100_0000;

    /// <summary>Where the monitor's lines are, for itself and for who reads them; a component cannot map a region here.</summary>
    public const ulong LogAddress = 0x7ffa_0000_0000;

    /// <summary>Bytes of the monitor's lines, with their header.</summary>
    public const uint LogBytes = 0x2000;

    /// <summary>Where the monitor's threads that make protection domains passive have a page each: IPC buffer, and behind it the slot
    /// of the endpoint.</summary>
    public const ulong PassivatorsAddress = 0x7ff9_0000_0000;

    /// <summary>Offset of that slot in the page.</summary>
    public const uint PassivatorSlotOffset = 1024;

    /// <summary>Where the monitor sees the memory of others.</summary>
    public const ulong WindowsAddress = 0x40_0000_0000;

    /// <summary>Where the monitor has what components start with.</summary>
    public const ulong PristineAddress = 0x60_0000_0000;

    /// <summary>Where the monitor has what it knows about the code of programs.</summary>
    public const ulong TracesAddress = 0x70_0000_0000;

    /// <summary>Where the monitor finds how fast the clock is: the kernel's boot information block.</summary>
    public const ulong ClockAddress = 0x7ffb_0000_0000;

    /// <summary>Slots of the root CNode of a protection domain that others share capabilities with, as a power of two; its first slot
    /// leads to the ordinary capabilities.</summary>
    public const uint RootCNodeBits = 6;

    /// <summary>Slots of the CNode with ordinary capabilities, as a power of two, for libmicrokit.</summary>
    public const uint MicrokitCNodeBits = 9;
}
