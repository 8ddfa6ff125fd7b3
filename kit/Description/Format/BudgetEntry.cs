// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Format;

/// <summary>What a scheduling context may use.</summary>
public struct BudgetEntry
{
    /// <summary>The scheduling context.</summary>
    public uint SchedContext;

    /// <summary>Pieces the budget may be divided into, besides two.</summary>
    public uint ExtraRefills;

    /// <summary>Time it may use in a period.</summary>
    public ulong BudgetMicroseconds;

    /// <summary>Length of a period.</summary>
    public ulong PeriodMicroseconds;

    /// <summary>Told to timeout handlers.</summary>
    public ulong Badge;
}
