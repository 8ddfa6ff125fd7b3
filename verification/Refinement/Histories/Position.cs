// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Spec.State;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>A state of kernel and specification: what of the kernel's memory differs from the beginning, what its clock says,
/// and the abstract state.</summary>
internal readonly struct Position(byte[] changes, ulong ticks, _IState state)
{
    public readonly byte[] Changes = changes;
    public readonly ulong Ticks = ticks;
    public readonly _IState State = state;
}
