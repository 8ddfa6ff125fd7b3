// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;
using Caprock.Abi.Profiles;

namespace Caprock.Abi.Boot;

/// <summary>What the initial thread is told about the machine and its capabilities. Its address is in the first argument
/// register.</summary>
[Record]
[CName("seL4_BootInfo")]
public struct BootInfo
{
    /// <summary>Bytes of the additional information, which begins a page behind this structure.</summary>
    [CName("extraLen")]
    public ulong ExtraLength;

    /// <summary>Core the initial thread runs on.</summary>
    [CName("nodeID")]
    public ulong NodeId;

    /// <summary>Number of cores.</summary>
    [CName("numNodes")]
    public ulong NodeCount;

    /// <summary>Levels of I/O page tables, zero without an IOMMU.</summary>
    [CName("numIOPTLevels")]
    public ulong IoPageTableLevels;

    /// <summary>Address of the initial thread's IPC buffer.</summary>
    [CName("ipcBuffer")]
    public ulong IpcBufferAddress;

    /// <summary>Empty slots.</summary>
    [CName("empty")]
    public SlotRegion Empty;

    /// <summary>Frames shared between kernels.</summary>
    [CName("sharedFrames")]
    public SlotRegion SharedFrames;

    /// <summary>Frames of the initial thread's image, in the order of their addresses.</summary>
    [CName("userImageFrames")]
    public SlotRegion UserImageFrames;

    /// <summary>Tables of its address space, highest level first.</summary>
    [CName("userImagePaging")]
    public SlotRegion UserImagePaging;

    /// <summary>Address spaces of devices behind an Arm SMMU.</summary>
    [CName("ioSpaceCaps")]
    public SlotRegion IoSpaceCaps;

    /// <summary>Frames of the additional information.</summary>
    [CName("extraBIPages")]
    public SlotRegion ExtraBootInfoPages;

    /// <summary>Slots of the root CNode, as a power of two.</summary>
    [CName("initThreadCNodeSizeBits")]
    public ulong InitThreadCNodeSizeBits;

    /// <summary>Domain of the initial thread.</summary>
    [CName("initThreadDomain")]
    public ulong InitThreadDomain;

    /// <summary>Authority over the time of each core.</summary>
    [CName("schedcontrol")]
    public SlotRegion SchedControl;

    /// <summary>Untyped objects.</summary>
    [CName("untyped")]
    public SlotRegion Untyped;

    /// <summary>What each of them is.</summary>
    [Repeated(nameof(CommonParameters.BootInfoUntypedCount))]
    [CName("untypedList")]
    public UntypedDescription UntypedList;
}
