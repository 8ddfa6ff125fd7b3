// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Spec.State;

namespace Caprock.Verification.Refinement.Histories;

/// <summary>A state of kernel and specification: what of the kernel's memory differs from the beginning, and the abstract state.</summary>
internal readonly struct Position(byte[] changes, _IState state)
{
    public readonly byte[] Changes = changes;
    public readonly _IState State = state;
}
