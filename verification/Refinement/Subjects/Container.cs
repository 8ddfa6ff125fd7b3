// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;

namespace Caprock.Verification.Refinement.Subjects;

/// <summary>A row of slots: a CNode's, a thread's, or the kernel's own.</summary>
internal readonly unsafe struct Container(ulong name, Slot* first, ulong count)
{
    /// <summary>Address of the object, zero for the kernel's own slots.</summary>
    public readonly ulong Name = name;

    /// <summary>First slot.</summary>
    public readonly Slot* First = first;

    /// <summary>Number of slots.</summary>
    public readonly ulong Count = count;

    /// <summary>Whether a slot lies here.</summary>
    public bool Has(Slot* slot) => slot >= First && slot < First + Count;
}
