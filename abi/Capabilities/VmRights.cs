// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Capabilities;

/// <summary>What user level may do with a frame.</summary>
public enum VmRights : byte
{
    /// <summary>Nothing.</summary>
    KernelOnly = 1,

    /// <summary>Read.</summary>
    ReadOnly = 2,

    /// <summary>Read and write.</summary>
    ReadWrite = 3,
}
