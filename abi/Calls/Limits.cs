// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;
using Caprock.Abi.Profiles;

namespace Caprock.Abi.Calls;

/// <summary>Sizes and ranges of the interface that are not sizes of objects.</summary>
public static class Limits
{
    /// <summary>Bits of a word.</summary>
    [CName("seL4_WordBits")]
    public const int WordBits = 64;

    /// <summary>Bytes of a word, as a power of two.</summary>
    [CName("seL4_WordSizeBits")]
    public const int WordSizeBits = 3;

    /// <summary>Bits of a badge.</summary>
    [CName("seL4_BadgeBits")]
    public const int BadgeBits = 64;

    /// <summary>Bits of a CNode's guard.</summary>
    [CName("seL4_GuardBits")]
    public const int GuardBits = 58;

    /// <summary>Bits of the guard's size.</summary>
    [CName("seL4_GuardSizeBits")]
    public const int GuardSizeBits = 6;

    /// <summary>Bits of the rights.</summary>
    [CName("seL4_CapRightsBits")]
    public const int CapRightsBits = 4;

    /// <summary>Bits of a message's length.</summary>
    [CName("seL4_MsgLengthBits")]
    public const int MessageLengthBits = 7;

    /// <summary>Bits of the number of capabilities in a message.</summary>
    [CName("seL4_MsgExtraCapBits")]
    public const int MessageExtraCapBits = 2;

    /// <summary>Most words of a message.</summary>
    [CName("seL4_MsgMaxLength")]
    public const int MessageMaximumLength = 120;

    /// <summary>Most capabilities of a message.</summary>
    [CName("seL4_MsgMaxExtraCaps")]
    public const int MessageMaximumExtraCaps = (1 << MessageExtraCapBits) - 1;

    /// <summary>Message words that travel in registers.</summary>
    [CName("seL4_FastMessageRegisters")]
    public const int FastMessageRegisters = 4;

    /// <summary>Size and alignment of the IPC buffer.</summary>
    [CName("seL4_IPCBufferSizeBits")]
    public const int IpcBufferSizeBits = 10;

    /// <summary>Stands for no priority.</summary>
    [CName("seL4_InvalidPrio")]
    public const long InvalidPriority = -1;

    /// <summary>Lowest priority.</summary>
    [CName("seL4_MinPrio")]
    public const int MinimumPriority = 0;

    /// <summary>Highest priority.</summary>
    [CName("seL4_MaxPrio")]
    public const int MaximumPriority = CommonParameters.PriorityCount - 1;

    /// <summary>Size of the boot information.</summary>
    [CName("seL4_BootInfoFrameBits")]
    public const int BootInfoFrameBits = 12;

    /// <summary>Bytes of the boot information; its additional parts begin behind them.</summary>
    [CName("seL4_BootInfoFrameSize")]
    public const int BootInfoFrameSize = 1 << BootInfoFrameBits;

    /// <summary>Smallest untyped object.</summary>
    [CName("seL4_MinUntypedBits")]
    public const int MinimumUntypedBits = 4;

    /// <summary>Largest untyped object.</summary>
    [CName("seL4_MaxUntypedBits")]
    public const int MaximumUntypedBits = 47;

    /// <summary>Number of address-space identifier pools, as a power of two.</summary>
    [CName("seL4_NumASIDPoolsBits")]
    [Instead(Isa.Arm64, 7)]
    public const int AsidPoolCountBits = 3;

    /// <summary>Identifiers of a pool, as a power of two.</summary>
    [CName("seL4_ASIDPoolIndexBits")]
    public const int AsidPoolIndexBits = 9;

    /// <summary>Bytes of a scheduling context with its first two refills.</summary>
    [CName("seL4_CoreSchedContextBytes")]
    public const int CoreSchedContextBytes = 128;

    /// <summary>Bytes of a further refill.</summary>
    [CName("seL4_RefillSizeBytes")]
    public const int RefillSizeBytes = 16;

    /// <summary>End of user addresses, as the older constant of libsel4 has it: the first address behind them on x86-64, the last
    /// one on Arm.</summary>
    [CName("seL4_UserTop")]
    [Instead(Isa.Arm64, 0x7fff_ffff_fffful)]
    public const ulong UserTop = 0x7fff_ffff_f000;

    /// <summary>Last address that user level may use.</summary>
    [CName("seL4_UserVSpaceTop")]
    [Instead(Isa.Arm64, 0x7fff_ffff_fffful)]
    public const ulong UserVSpaceTop = UserTop - 1;

    /// <summary>Vector of the processor at which the vectors given to GetIoApic and GetMsi begin.</summary>
    [Architecture(Isa.X64)]
    public const int InterruptVectorOffset = 0x30;

    /// <summary>Largest vector that GetIoApic and GetMsi accept.</summary>
    [Architecture(Isa.X64)]
    public const int MaximumInterruptVector = 109;

    /// <summary>Breakpoint registers of all kinds.</summary>
    [CName("seL4_NumHWBreakpoints")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int HardwareBreakpointCount = 4;

    /// <summary>First of those that stop at instructions only; there are none.</summary>
    [CName("seL4_FirstBreakpoint")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int FirstExclusiveBreakpoint = -1;

    /// <summary>How many stop at instructions only.</summary>
    [CName("seL4_NumExclusiveBreakpoints")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int ExclusiveBreakpointCount = 0;

    /// <summary>First of those that stop at data only; there are none.</summary>
    [CName("seL4_FirstWatchpoint")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int FirstExclusiveWatchpoint = -1;

    /// <summary>How many stop at data only.</summary>
    [CName("seL4_NumExclusiveWatchpoints")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int ExclusiveWatchpointCount = 0;

    /// <summary>First of those that stop at either.</summary>
    [CName("seL4_FirstDualFunctionMonitor")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int FirstDualFunctionMonitor = 0;

    /// <summary>How many stop at either.</summary>
    [CName("seL4_NumDualFunctionMonitors")]
    [Only(Feature.HardwareDebug)]
    [Architecture(Isa.X64)]
    public const int DualFunctionMonitorCount = 4;
}
