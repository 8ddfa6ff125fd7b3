// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Isolation;

/// <summary>The memory in which everything of one partition lies.</summary>
public readonly record struct Partition(ulong Start, ulong End)
{
    /// <summary>Whether an object belongs to the partition.</summary>
    public bool Has(ulong address) => address >= Start && address < End;
}
