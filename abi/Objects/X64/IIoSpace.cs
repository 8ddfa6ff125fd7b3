// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>The address space of a device behind an IOMMU.</summary>
/// <remarks>The initial thread has a capability that names no device; Mint with device and domain makes those that do.</remarks>
[Only(Feature.IoMmu)]
public interface IIoSpace : ICapability
{
}
