// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>A protection domain and the monitor's capabilities to it.</summary>
internal static unsafe class Domain
{
    /// <summary>Number of protection domains.</summary>
    public static uint Count => Configuration.Header->Domains.Count;

    /// <summary>What the description says about one.</summary>
    public static DomainEntry* Entry(uint domain) => Configuration.Entries<DomainEntry>(Configuration.Header->Domains) + domain;

    /// <summary>Its name.</summary>
    public static ReadOnlySpan<byte> Name(uint domain) => Configuration.NameAt(Entry(domain)->Name);

    /// <summary>Its thread.</summary>
    public static Tcb Thread(uint domain) => new(Slot(domain));

    /// <summary>Its scheduling context.</summary>
    public static SchedContext SchedContext(uint domain) => new(Slot(domain) + 1);

    /// <summary>Its notification.</summary>
    public static Notification Notification(uint domain) => new(Slot(domain) + 2);

    /// <summary>Gives a passive component its own time again, which it needs unless it has a caller's; false when it has that.</summary>
    public static bool TryGiveTime(uint domain)
    {
        Require.Success(SchedContext(domain).Unbind());
        if (SchedContext(domain).Bind(Thread(domain).Slot) == Error.NoError)
        {
            return true;
        }

        Require.Success(SchedContext(domain).Bind(Notification(domain).Slot));
        return false;
    }

    /// <summary>Takes signals away that a component has not looked at. Only who a notification is bound to receives from it.</summary>
    public static void ForgetSignals(uint domain)
    {
        Require.Success(Thread(domain).UnbindNotification());
        Kernel.Poll(Notification(domain).Slot);
        Require.Success(Thread(domain).BindNotification(Notification(domain)));
    }

    /// <summary>Finds memory of a protection domain that the monitor sees.</summary>
    public static bool TryFind(uint domain, ulong address, out byte* memory, out ulong bytes, out uint flags)
    {
        var windows = Configuration.Entries<MonitorWindow>(Configuration.Header->Windows);
        for (uint i = 0; i < Configuration.Header->Windows.Count; i++)
        {
            var offset = address - windows[i].Address;
            if (windows[i].Domain == domain && offset < windows[i].Bytes)
            {
                memory = (byte*)(windows[i].Window + offset);
                bytes = windows[i].Bytes - offset;
                flags = windows[i].Flags;
                return true;
            }
        }

        memory = null;
        bytes = 0;
        flags = 0;
        return false;
    }

    private static ulong Slot(uint domain) => MonitorSlots.FirstDomain + (domain * MonitorSlots.DomainStride);
}
