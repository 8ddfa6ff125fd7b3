// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Statements about all objects at once that hold whenever no kernel operation is under way, or one has been preempted.</summary>
/// <remarks>Debug kernels check them on request (DebugSnapshot), tests after each step. Whatever is derived from a capability in the
/// given CNode is reached, which is everything while the boot capabilities stay where the boot put them.</remarks>
public static unsafe class KernelInvariants
{
    private const ulong MostCapabilities = 1 << 24;

    /// <summary>Checks all of them; the broken ones are printed.</summary>
    public static InvariantReport Check(CNodeCapability root)
    {
        InvariantReport report;
        report.Capabilities = 0;
        report.Broken = 0;
        SchedulerInvariants.Check(ref report);
        var slots = (Slot*)root.ObjectAddress;
        for (ulong i = 0; i < 1ul << (root.Radix & 63); i++)
        {
            if (!Slot.IsEmpty(slots + i) && Slot.Previous(slots + i) == null)
            {
                CheckList(slots + i, ref report);
            }
        }

        return report;
    }

    /// <summary>Checks the capabilities of the calling thread's root CNode and prints a line about the outcome.</summary>
    public static void Print()
    {
        if (!Slot.Load(&Machine.State->CurrentThread->CSpaceRoot).TryAsCNode(out CNodeCapability root))
        {
            DebugConsole.WriteLine("caprock: no root CNode, no invariants checked"u8);
            return;
        }

        InvariantReport report = Check(root);
        DebugConsole.Write("caprock: invariants checked, capabilities "u8);
        DebugConsole.WriteHexadecimal(report.Capabilities);
        DebugConsole.Write(", broken "u8);
        DebugConsole.WriteHexadecimal(report.Broken);
        DebugConsole.WriteLine(""u8);
    }

    private static void CheckList(Slot* first, ref InvariantReport report)
    {
        for (Slot* slot = first; slot != null; slot = Slot.Next(slot))
        {
            report.Capabilities++;
            if (report.Capabilities > MostCapabilities)
            {
                report.Require(false, "derivation lists end"u8, first);
                return;
            }

            SlotInvariants.Check(slot, ref report);
            CheckObject(Slot.Load(slot), ref report);
        }
    }

    private static void CheckObject(Capability capability, ref InvariantReport report)
    {
        void* address = (void*)capability.ObjectAddress;
        switch (capability.Type)
        {
            case CapabilityType.Thread:
                ThreadInvariants.Check((Tcb*)address, ref report);
                break;
            case CapabilityType.Endpoint:
                QueueInvariants.Check((Endpoint*)address, ref report);
                break;
            case CapabilityType.Notification:
                QueueInvariants.Check((Notification*)address, ref report);
                break;
            case CapabilityType.Reply:
                ReplyInvariants.Check((Reply*)address, ref report);
                break;
            case CapabilityType.SchedContext:
                SchedContextInvariants.Check((SchedContext*)address, ref report);
                break;
            default:
                break;
        }
    }
}
