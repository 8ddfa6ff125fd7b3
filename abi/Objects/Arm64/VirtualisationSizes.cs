// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>Sizes of the objects that run virtual machines, as powers of two.</summary>
public static class VirtualisationSizes
{
    /// <summary>Virtual processor.</summary>
    [CName("seL4_ARM_VCPUBits")]
    public const int VirtualProcessorBits = 12;
}
