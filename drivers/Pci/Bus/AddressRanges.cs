// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Pci.Bus;

/// <summary>All ranges at which devices may answer.</summary>
[InlineArray(64)]
internal struct AddressRanges
{
    private AddressRange first;
}
