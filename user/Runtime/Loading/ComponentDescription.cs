// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.User.Loading;

/// <summary>What a component is made of and may use.</summary>
public ref struct ComponentDescription
{
    /// <summary>The program, an ELF file.</summary>
    public ReadOnlySpan<byte> Image;

    /// <summary>Size of its CNode in slots, as a power of two.</summary>
    public int CNodeBits;

    /// <summary>Pages of its stack, below which one stays unmapped.</summary>
    public int StackPages;

    /// <summary>Scheduling priority.</summary>
    public byte Priority;

    /// <summary>Time it may use in a period.</summary>
    public ulong BudgetMicroseconds;

    /// <summary>Length of a period.</summary>
    public ulong PeriodMicroseconds;

    /// <summary>Badged endpoint, in the root task's capability space, that gets its faults.</summary>
    public Endpoint FaultEndpoint;

    /// <summary>A word that the component finds in its start block.</summary>
    public ulong Argument;
}
