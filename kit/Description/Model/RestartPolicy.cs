// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>What happens to a component that faults.</summary>
public enum RestartPolicy
{
    /// <summary>It stays stopped.</summary>
    Never = 0,

    /// <summary>It is started again from its pristine image.</summary>
    OnFault = 1,

    /// <summary>The parent decides.</summary>
    Escalate = 2,
}
