// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Initialiser;

/// <summary>The kernel's domain schedule.</summary>
internal static unsafe class Schedule
{
    /// <summary>Sets it, when the system has one.</summary>
    public static void Set(Layout layout, BootInfo* bootInfo)
    {
        if (layout.Header->ScheduleStart == LayoutHeader.None)
        {
            return;
        }

        if (!BootInformation.Find(bootInfo, BootInfoHeaderId.X86TscFrequency, out var block))
        {
            Refusal.Stop("the kernel does not tell how fast its clock is, which the domain schedule needs"u8);
        }

        ulong ticksPerMicrosecond = ((TscFrequencyInformation*)block)->FrequencyMegahertz;
        var control = new DomainSet((ulong)RootSlot.Domain);
        var entries = layout.Entries<ScheduleEntry>(layout.Header->Schedule);
        for (uint i = 0; i < layout.Header->Schedule.Count; i++)
        {
            var entry = entries + i;
            var ticks = entry->IsInTicks != 0 ? entry->Duration : entry->Duration * ticksPerMicrosecond;
            Refusal.Unless(
                control.ScheduleConfigure(entry->Index, (byte)entry->Domain, ticks), "the kernel refuses the domain schedule"u8, default);
        }

        Refusal.Unless(
            control.ScheduleSetStart(layout.Header->ScheduleStart), "the kernel refuses where the domain schedule begins"u8, default);
    }
}
