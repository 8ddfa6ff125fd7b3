// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>System calls as such: registers they keep, debug calls, and those that do not exist.</summary>
internal static unsafe class SystemCallCases
{
#if DEBUG
    private const bool HasDebugCalls = true;
#else
    private const bool HasDebugCalls = false;
#endif

    // Only in profiles that have it is it in the list of system calls. Source: libsel4, seL4_SysSetTLSBase.
    private const SystemCall SetTlsBaseNumber = (SystemCall)(-33);

    // Places in the array of registers.
    private const int Rcx = 2;
    private const int Rdx = 3;
    private const int Rsi = 4;
    private const int Rdi = 5;
    private const int R11 = 10;

    private static RegisterFile registers;
    private static ulong storage;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("system-call"u8);
        CaseList.Add("yield-keeps-every-register"u8, SystemCall.Yield, &YieldKeeps);
        CaseList.Add("signal-keeps-every-register"u8, SystemCall.Send, &SignalKeeps);
        CaseList.Add("poll-changes-badge-and-info-only"u8, SystemCall.NBWait, &PollChanges);
        CaseList.Add("nothing-of-the-kernel-in-rcx-and-r11"u8, SystemCall.Yield, &NothingOfTheKernel);
        CaseList.Add("flags-are-kept"u8, SystemCall.Yield, &FlagsAreKept);
        CaseList.Add("set-tls-base"u8, SetTlsBaseNumber, &SetTlsBase);
        CaseList.Add("set-tls-base-is-the-threads-own"u8, SetTlsBaseNumber, &SetTlsBaseIsOwn);
        CaseList.Add("debug-put-char"u8, SystemCall.DebugPutChar, &PutChar);
        CaseList.Add("debug-dump-scheduler"u8, SystemCall.DebugDumpScheduler, &DumpScheduler);
        CaseList.Add("debug-snapshot"u8, SystemCall.DebugSnapshot, &Snapshot);
        CaseList.Add("debug-cap-identify"u8, SystemCall.DebugCapIdentify, &CapIdentify);
        CaseList.Add("debug-cap-identify-of-no-address"u8, SystemCall.DebugCapIdentify, &CapIdentifyOfNoAddress);
        CaseList.Add("debug-name-thread"u8, SystemCall.DebugNameThread, &NameThread);
        CaseList.Add("debug-name-of-something-else"u8, SystemCall.DebugNameThread, &NameSomethingElse);
        CaseList.Add("numbers-that-do-not-exist"u8, &NumbersThatDoNotExist);
    }

    [RuntimeImport("conformance_all_registers")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CallWithAll(ulong* registers);

    [RuntimeImport("conformance_all_registers_return")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReturnAddress();

    [RuntimeImport("conformance_flags_over_yield")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong FlagsOverYield(ulong flags);

    [RuntimeImport("conformance_read_fs")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ReadThreadLocal();

    /// <summary>Makes a system call with a pattern in all registers that it does not read.</summary>
    private static ulong* CallWithPattern(SystemCall number, ulong capability, ulong info)
    {
        var words = (ulong*)Unsafe.AsPointer(ref registers);
        for (ulong i = 0; i < RegisterFile.Length; i++)
        {
            words[i] = 0xa5a5_0000_0000_0000 + i;
        }

        words[Rdx] = (ulong)number;
        words[Rdi] = capability;
        words[Rsi] = info;
        CallWithAll(words);
        return words;
    }

    private static void CheckOthers(ulong* words)
    {
        for (ulong i = 0; i < RegisterFile.Length; i++)
        {
            if (i is not (Rcx or Rdx or Rsi or Rdi or R11))
            {
                Check.Equal(0xa5a5_0000_0000_0000 + i, words[i]);
            }
        }
    }

    private static void YieldKeeps(ref Context c)
    {
        var words = CallWithPattern(SystemCall.Yield, 77, 88);
        CheckOthers(words);
        Check.Equal(unchecked((ulong)SystemCall.Yield), words[Rdx]);
        Check.Equal(77, words[Rdi]);
        Check.Equal(88, words[Rsi]);
    }

    private static void SignalKeeps(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        var words = CallWithPattern(SystemCall.Send, notification, 0);
        CheckOthers(words);
        Check.Equal(notification, words[Rdi]);
        Check.Equal(4, Kernel.Poll(notification));
    }

    private static void PollChanges(ref Context c)
    {
        var notification = c.Badged(c.Notification(), 4);
        Kernel.Signal(notification);
        var words = CallWithPattern(SystemCall.NBWait, notification, 0);
        CheckOthers(words);
        Check.Equal(4, words[Rdi]);
    }

    /// <summary>The instruction itself leaves return address and flags there. Source: Intel SDM 2, SYSCALL.</summary>
    private static void NothingOfTheKernel(ref Context c)
    {
        var words = CallWithPattern(SystemCall.Yield, 0, 0);
        Check.That(words[Rcx] == ReturnAddress() || words[Rcx] == 0xa5a5_0000_0000_0000 + Rcx);
        Check.That((words[R11] & ~0x8d5ul) == 0x202 || words[R11] == 0xa5a5_0000_0000_0000 + R11);
    }

    /// <summary>Carry, direction and alignment check. Source: Intel SDM 1, 3.4.3.</summary>
    private static void FlagsAreKept(ref Context c)
    {
        const ulong Kept = 1 | (1 << 10) | (1 << 18);
        Check.Equal(Kept, FlagsOverYield(0x202 | Kept) & Kept);
        Check.Equal(0, FlagsOverYield(0x202) & Kept);
    }

    private static void Execute(Worker* self)
    {
        var message = new Exchange(0);
        message.Execute((SystemCall)self->Argument0, self->Argument1);
        self->Result0 = message.Badge;
        self->Progress = 1;
    }

    /// <summary>Has a worker make a system call; returns its badge register. A call that does not exist must be that fault.</summary>
    private static ulong ResultOf(ref Context c, SystemCall number, ulong argument, bool exists)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Execute, Priorities.Above, faults);
        worker->Argument0 = (ulong)number;
        worker->Argument1 = argument;
        c.Start(worker);
        Check.Equal(exists ? 1ul : 0, worker->Progress);
        if (!exists)
        {
            var message = new Exchange(0);
            message.NonBlockingReceive(faults, c.Reply());
            Check.Equal((ulong)FaultType.UnknownSyscall, message.Label);
            Check.Equal((ulong)UnknownSyscallMessage.Length, message.Length);
            Check.Equal((ulong)number, c.Buffer.Word((int)UnknownSyscallMessage.Syscall));
        }

        return worker->Result0;
    }

    private static void SetTlsBase(ref Context c)
    {
        storage = 0x9988;
        var address = (ulong)Unsafe.AsPointer(ref storage);
        ResultOf(ref c, SetTlsBaseNumber, address, ProfileParameters.HasSetTlsBaseOfSelf);
        if (ProfileParameters.HasSetTlsBaseOfSelf)
        {
            var message = new Exchange(0);
            message.Execute(SetTlsBaseNumber, address);
            Check.Equal(0x9988, ReadThreadLocal());
        }
    }

    private static void SetTlsBaseIsOwn(ref Context c)
    {
        storage = 0x7766;
        Check.Success(c.Thread.SetTlsBase((ulong)Unsafe.AsPointer(ref storage)));
        ResultOf(ref c, SetTlsBaseNumber, 0x1000, ProfileParameters.HasSetTlsBaseOfSelf);
        Check.Equal(0x7766, ReadThreadLocal());
    }

    private static void PutChar(ref Context c) => ResultOf(ref c, SystemCall.DebugPutChar, (byte)'\n', HasDebugCalls);

    private static void DumpScheduler(ref Context c) => ResultOf(ref c, SystemCall.DebugDumpScheduler, 0, HasDebugCalls);

    private static void Snapshot(ref Context c) => ResultOf(ref c, SystemCall.DebugSnapshot, 0, HasDebugCalls);

    private static void CapIdentify(ref Context c)
    {
        var endpoint = ResultOf(ref c, SystemCall.DebugCapIdentify, c.Endpoint(), HasDebugCalls);
        var notification = ResultOf(ref c, SystemCall.DebugCapIdentify, c.Notification(), HasDebugCalls);
        var thread = ResultOf(ref c, SystemCall.DebugCapIdentify, c.NewThread().Slot, HasDebugCalls);
        var empty = ResultOf(ref c, SystemCall.DebugCapIdentify, c.Slot(), HasDebugCalls);
        if (HasDebugCalls)
        {
            Check.Equal(4, endpoint);
            Check.Equal(6, notification);
            Check.That(thread is not (0 or 4 or 6));
            Check.Equal(0, empty);
        }
    }

    private static void CapIdentifyOfNoAddress(ref Context c) =>
        Check.Equal(0, ResultOf(ref c, SystemCall.DebugCapIdentify, 1ul << 44, HasDebugCalls));

    private static void NameThread(ref Context c)
    {
        var target = c.NewThread().Slot;
        ResultOf(ref c, SystemCall.DebugNameThread, target, HasDebugCalls);
        if (HasDebugCalls)
        {
            "conformance"u8.CopyTo(new Span<byte>((void*)(Root.BootInfo->IpcBufferAddress + 8), 12));
            var message = new Exchange(0);
            message.Execute(SystemCall.DebugNameThread, c.Thread.Slot);
            message.Execute(SystemCall.DebugDumpScheduler, 0);
        }
    }

    private static void NameSomethingElse(ref Context c)
    {
        ResultOf(ref c, SystemCall.DebugNameThread, c.Endpoint(), HasDebugCalls);
        ResultOf(ref c, SystemCall.DebugNameThread, c.Slot(), HasDebugCalls);
    }

    private static void NumbersThatDoNotExist(ref Context c)
    {
        if (!HasDebugCalls)
        {
            ResultOf(ref c, SystemCall.DebugHalt, 0, false);
        }

        ResultOf(ref c, 0, 0, false);
        ResultOf(ref c, (SystemCall)1, 0, false);
        ResultOf(ref c, (SystemCall)(-18), 0, false);
        ResultOf(ref c, (SystemCall)(-34), 0, false);
        ResultOf(ref c, (SystemCall)long.MaxValue, 0, false);
        ResultOf(ref c, (SystemCall)long.MinValue, 0, false);
        ResultOf(ref c, (SystemCall)0xffff_ffff, 0, false);
    }
}
