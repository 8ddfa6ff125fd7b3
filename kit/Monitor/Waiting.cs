// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Components;
using Caprock.Kit.Description.Format;
using Caprock.User;

namespace Caprock.Kit.Monitor;

/// <summary>What a component's registers tell: whether it waits, and for what.</summary>
/// <remarks>
/// A thread that waits has the registers of its system call; once it goes on, they are the call's results.
/// Source of the registers' use: libsel4, sel4_arch/x86_64: number in rdx, capability in rdi.
/// </remarks>
internal static unsafe class Waiting
{
    /// <summary>The instruction, little-endian. Source: Intel SDM 2B, SYSCALL.</summary>
    private const ushort Instruction = 0x050f;

    private const ulong InstructionBytes = sizeof(ushort);

    /// <summary>Tells it.</summary>
    public static DomainState StateOf(uint domain, in UserContext registers)
    {
        if (!IsAtSystemCall(domain, registers.Rip) || registers.Rdi == 0)
        {
            return DomainState.Runs;
        }

        return (SystemCall)(long)registers.Rdx switch
        {
            SystemCall.Recv or SystemCall.ReplyRecv or SystemCall.NBSendRecv or SystemCall.NBSendWait or SystemCall.Wait
                => registers.Rdi == MonitorSlots.Input ? DomainState.Waits : DomainState.Runs,
            SystemCall.Call or SystemCall.Send => DomainState.Calls,
            _ => DomainState.Runs,
        };
    }

    /// <summary>Has a component that is no passive one have its time, which whom it has called may still have; who loses it so goes on
    /// with its own.</summary>
    public static void TakeTimeBack(uint domain)
    {
        var context = Domain.SchedContext(domain);
        var hasIt = context.UnbindObject(Domain.Thread(domain).Slot) == Error.NoError;
        if (!hasIt)
        {
            Require.Success(context.Unbind());
        }

        Require.Success(context.Bind(Domain.Thread(domain).Slot));
        if (hasIt)
        {
            return;
        }

        for (uint other = 0; other < Domain.Count; other++)
        {
            var registers = default(UserContext);
            if (other != domain && (Domain.Entry(other)->Flags & DomainEntry.Passive) != 0
                && Domain.Thread(other).ReadRegisters(false, 0, UserContext.Length, ref registers) == Error.NoError
                && StateOf(other, registers) != DomainState.Waits)
            {
                // Ignored: who still has a caller's time does not need its own.
                _ = Domain.TryGiveTime(other);
            }
        }
    }

    private static bool IsAtSystemCall(uint domain, ulong address) =>
        Domain.TryFind(domain, address, out var code, out var bytes, out var flags) && bytes >= InstructionBytes
            && (flags & MonitorWindow.Executable) != 0 && *(ushort*)code == Instruction;
}
