// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Abi;

namespace Caprock.Tests.Containment;

/// <summary>Parent of the attacker: has it attack when the host says so, lets it go on after faults, and ends what does not end.</summary>
[Component]
internal partial struct Warden
{
    /// <summary>Ticks without an attempt after which an attacker waits for ever.</summary>
    private const uint Patience = 15;

    private static ulong attempts;
    private static uint silent;

    private static ref Orders Orders => ref Configuration.Region(0).At<Orders>(0);

    private static Child Attacker => Configuration.Child(0);

    private static bool IsRunning => Orders.Begun != Orders.Ended;

    public static void Notified(Channel channel)
    {
        var number = Volatile.Read(ref Orders.Number);
        if (!IsRunning && number != Orders.Begun)
        {
            Orders.Begun = number;
            attempts = 0;
            silent = 0;
            Attacker.Restart();
        }
        else if (IsRunning)
        {
            Look();
        }
    }

    public static void Fault(Child child, in Fault fault)
    {
        Orders.Faults++;
        if ((AttackKind)Orders.Kind == AttackKind.Memory && fault.Type == FaultType.VmFault && fault.Words.Word1 != Orders.Probe)
        {
            Orders.OtherFaults++;
        }

        if (IsRunning)
        {
            child.Restart();
        }
    }

    private static void Look()
    {
        Orders.Ticks++;
        if (Volatile.Read(ref Orders.Finished) == Orders.Begun)
        {
            Volatile.Write(ref Orders.Ended, Orders.Begun);
            return;
        }

        if (Orders.Ticks >= Orders.TickLimit)
        {
            Attacker.Stop();
            Volatile.Write(ref Orders.Ended, Orders.Begun);
            return;
        }

        silent = Volatile.Read(ref Orders.Attempts) == attempts ? silent + 1 : 0;
        attempts = Volatile.Read(ref Orders.Attempts);
        if (silent >= Patience && (AttackKind)Orders.Kind != AttackKind.Time)
        {
            Orders.Stalls++;
            silent = 0;
            Attacker.Restart();
        }
    }
}
