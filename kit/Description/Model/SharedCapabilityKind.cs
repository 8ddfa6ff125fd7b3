// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>Parts of a protection domain that another one can be given.</summary>
public enum SharedCapabilityKind
{
    /// <summary>The thread.</summary>
    Thread,

    /// <summary>Its scheduling context.</summary>
    SchedContext,

    /// <summary>Its address space.</summary>
    VSpace,
}
