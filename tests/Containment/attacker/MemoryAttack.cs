// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;

namespace Caprock.Tests.Containment;

/// <summary>Tries the host's list of addresses, none of which is its own.</summary>
internal static unsafe class MemoryAttack
{
    /// <summary>Tries them; each fault comes back here with the next.</summary>
    public static void Run()
    {
        var orders = Attacker.Orders;
        var probes = (Probe*)(Orders.Address + Orders.ProbesOffset);
        while (orders->Next < orders->Count)
        {
            var probe = probes + orders->Next;
            orders->Next++;
            orders->Attempts++;
            orders->Probe = probe->Address;
            Try(probe);
            orders->Breaches++;
            orders->LastBreach = probe->Address;
            orders->LastBreachDetail = probe->Kind;
        }
    }

    private static void Try(Probe* probe)
    {
        switch (probe->Kind)
        {
            case Probe.Read:
                Attacker.Orders->Target = Volatile.Read(ref *(ulong*)probe->Address);
                break;
            case Probe.Write:
                Volatile.Write(ref *(ulong*)probe->Address, 0x6174_7461_636b_6564);
                break;
            default:
                ((delegate*<void>)probe->Address)();
                break;
        }
    }
}
