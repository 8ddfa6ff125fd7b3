// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>Where the domain schedule lies: attributes of the element domain_schedule.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class DomainScheduleAttribute : Attribute
{
    /// <summary>The entry it begins with.</summary>
    public uint StartIndex { get; set; }

    /// <summary>Where its first entry lies in the kernel.</summary>
    public uint IndexShift { get; set; }
}
