// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Arch.Contract;
using Caprock.Kernel.Entry;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Arch.X64;

/// <summary>System calls that read and write model-specific registers, in profiles that have them. Alias: ArchSystemCalls.</summary>
/// <remarks>For measurements: whoever may make a system call can take over the machine with them. A register that does not exist, or
/// a value that it does not take, is a general-protection exception of the thread, as if it had executed the instruction.</remarks>
public unsafe struct X64SystemCalls : IArchSystemCalls
{
    // Source: libsel4, seL4_SysX86DangerousWRMSR and seL4_SysX86DangerousRDMSR.
    private const long WriteMsrNumber = -30;
    private const long ReadMsrNumber = -31;
    private const ulong GeneralProtection = 13;

    public static bool TryHandle(Tcb* thread, long number) =>
        ProfileParameters.HasDangerousMsrSystemCalls && TryAccess(thread, number);

    /// <summary>What TryHandle does in a profile with these system calls.</summary>
    internal static bool TryAccess(Tcb* thread, long number)
    {
        if (number != WriteMsrNumber && number != ReadMsrNumber)
        {
            return false;
        }

        var register = (uint)ThreadContext.GetCapabilityRegister(thread);
        bool isDone = number == WriteMsrNumber
            ? Hardware.TryWriteMsr(register, ThreadContext.GetMessageRegister(thread, 0))
            : TryRead(thread, register);
        if (!isDone)
        {
            Faults.UserException(thread, GeneralProtection, 0);
        }

        return true;
    }

    private static bool TryRead(Tcb* thread, uint register)
    {
        ulong value;
        if (!Hardware.TryReadMsr(register, &value))
        {
            return false;
        }

        ThreadContext.SetMessageRegister(thread, 0, value);
        return true;
    }
}
