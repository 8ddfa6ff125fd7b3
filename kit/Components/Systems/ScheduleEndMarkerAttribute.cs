// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components.Systems;

/// <summary>The end of the domain schedule, behind which it begins anew: the element schedule_end_marker.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ScheduleEndMarkerAttribute : Attribute;
