// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.X64;

/// <summary>The root of an address space.</summary>
/// <remarks>It serves once an address-space identifier is assigned to it (see the ASID pool), and not before.</remarks>
public interface IPml4 : ICapability
{
}
