// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>A turn in the domain schedule: the element schedule_entry.</summary>
/// <param name="domain">Whose turn it is.</param>
/// <param name="duration">For how long, with its unit.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ScheduleEntryAttribute(string domain, string duration) : Attribute
{
    /// <summary>Whose turn it is.</summary>
    public string Domain { get; } = domain;

    /// <summary>For how long, with its unit.</summary>
    public string Duration { get; } = duration;
}
