// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Model;

namespace Caprock.Kit.Description.Layout;

/// <summary>Consecutive small pages with the same access.</summary>
internal sealed record PageRun(ulong Address, uint Count, Permissions Permissions)
{
    /// <summary>Address behind the last page.</summary>
    public ulong End => Address + (Count * DescriptionLimits.SmallPageBytes);
}
