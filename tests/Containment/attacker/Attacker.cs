// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.User;

namespace Caprock.Tests.Containment;

/// <summary>Takes the place of any component, and does with its capabilities and memory what it is told to try.</summary>
/// <remarks>
/// Its last region is what it shares with the warden. After a fault, or when it waits for ever, the warden starts it again with its memory
/// as it was, and it goes on with the next attempt.
/// </remarks>
[Component]
internal unsafe partial struct Attacker
{
    private const ulong VirtioVendor = 0x1af4;

    /// <summary>The orders.</summary>
    internal static Orders* Orders => (Orders*)Containment.Orders.Address;

    /// <summary>Regions that its component has.</summary>
    internal static int RegionCount => Configuration.RegionCount - 1;

    public static void Init()
    {
        Orders->State = Containment.Orders.Ready;
        if (Volatile.Read(ref Orders->Begun) == Orders->Ended)
        {
            return;
        }

        switch ((AttackKind)Orders->Kind)
        {
            case AttackKind.Memory:
                MemoryAttack.Run();
                break;
            case AttackKind.Capabilities:
                CapabilityAttack.Run();
                break;
            case AttackKind.Notifications:
                CapabilityAttack.Flood();
                break;
            case AttackKind.Garbage:
                QueueAttack.Garbage();
                break;
            case AttackKind.Lies:
                QueueAttack.Lies();
                break;
            default:
                RunOther();
                break;
        }

        Volatile.Write(ref Orders->Finished, Orders->Begun);
    }

    /// <summary>Answers every call, so that peers go on: with what can be a time, an address on the network, or a virtio device.</summary>
    public static void Protected(Channel caller, ref Message message) =>
        message = new Message(0, (Kernel.ReadTicks() & ~0xfffful) | VirtioVendor);

    private static void RunOther()
    {
        switch ((AttackKind)Orders->Kind)
        {
            case AttackKind.Time:
                QueueAttack.Spin();
                break;
            case AttackKind.Exhaustion:
                ExhaustionAttack.Run();
                break;
            case AttackKind.Look:
                QueueAttack.Look();
                break;
            case AttackKind.Registers:
                DeviceAttack.Registers();
                break;
            case AttackKind.DirectMemoryAccess:
                DeviceAttack.ReadAndWriteByDevice();
                break;
            case AttackKind.SendThroughDriver or AttackKind.ReceiveThroughDriver:
                DeviceAttack.ReadOrWriteByDriver((AttackKind)Orders->Kind == AttackKind.SendThroughDriver);
                break;
            case AttackKind.DiskAccess or AttackKind.DiskThroughDriver:
                DiskAttack.ReadAndWrite((AttackKind)Orders->Kind == AttackKind.DiskThroughDriver);
                break;
            case AttackKind.Reset:
                DeviceAttack.Reset();
                break;
            default:
                break;
        }
    }
}
