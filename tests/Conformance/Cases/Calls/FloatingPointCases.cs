// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>Floating-point state: each thread's own, and never another's.</summary>
internal static unsafe class FloatingPointCases
{
    private const ulong AllWords = 31;
    private const ulong DeviceNotAvailable = 7;

    // What a processor starts with, and FXSAVE's users expect. Source: Intel SDM 1, 8.1.5 and 11.6.4.
    private const ulong InitialControlWords = 0x0000_037f_0000_1f80;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("floating-point"u8);
        CaseList.Add("registers-survive-other-threads"u8, &SurvivesOthers);
        CaseList.Add("registers-survive-in-other-address-spaces"u8, &SurvivesOtherSpaces);
        CaseList.Add("a-new-thread-sees-nothing"u8, &NewThreadSeesNothing);
        CaseList.Add("a-new-thread-has-default-control-words"u8, &DefaultControlWords);
        CaseList.Add("control-words-are-the-threads-own"u8, &ControlWordsAreOwn);
        CaseList.Add("x87-stack-survives"u8, &StackSurvives);
        CaseList.Add("wide-registers-survive"u8, &WideSurvives);
        CaseList.Add("memory-of-a-deleted-thread-leaks-nothing"u8, InvocationLabel.CNodeDelete, &DeletedLeaksNothing);
        CaseList.Add("disabled-is-a-fault"u8, InvocationLabel.TcbSetFlags, &DisabledIsAFault);
        CaseList.Add("enabled-again"u8, InvocationLabel.TcbSetFlags, &EnabledAgain);
        CaseList.Add("disabled-while-others-use-it"u8, InvocationLabel.TcbSetFlags, &DisabledWhileOthersUseIt);
    }

    [RuntimeImport("conformance_vector_hold")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void Hold(ulong seed, ulong* go, ulong* result, ulong yields);

    [RuntimeImport("conformance_vector_sum")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong Sum();

    [RuntimeImport("conformance_control_words")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong ControlWords();

    [RuntimeImport("conformance_set_control_words")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void SetControlWords(ulong words);

    [RuntimeImport("conformance_x87_hold")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong HoldOnStack(ulong value, ulong yields);

    [RuntimeImport("conformance_wide_hold")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    private static extern ulong HoldWide(ulong value, ulong yields);

    private static void HoldPattern(Worker* self) => Hold(self->Argument0, &self->Progress, &self->Result0, self->Argument1);

    private static Worker* Holder(ref Context c, ulong seed, ulong yields)
    {
        var worker = c.Worker(&HoldPattern, Priorities.Case);
        worker->Argument0 = seed;
        worker->Argument1 = yields;
        return worker;
    }

    private static void SurvivesOthers(ref Context c)
    {
        var first = Holder(ref c, 0x1111_0000, 20);
        var second = Holder(ref c, 0x2222_0000, 20);
        var third = Holder(ref c, 0x3333_0000, 20);
        c.Start(first);
        c.Start(second);
        c.Start(third);
        Kernel.Yield();
        first->Progress = 1;
        second->Progress = 1;
        third->Progress = 1;
        c.Join(first);
        c.Join(second);
        c.Join(third);
        Check.Equal(AllWords, first->Result0);
        Check.Equal(AllWords, second->Result0);
        Check.Equal(AllWords, third->Result0);
    }

    private static void SurvivesOtherSpaces(ref Context c)
    {
        var first = Holder(ref c, 0x1111_0000, 20);
        var second = Holder(ref c, 0x2222_0000, 20);
        c.SetSpace(second, c.ProgramSpace());
        c.Start(first);
        c.Start(second);
        Kernel.Yield();
        first->Progress = 1;
        second->Progress = 1;
        c.Join(first);
        c.Join(second);
        Check.Equal(AllWords, first->Result0);
        Check.Equal(AllWords, second->Result0);
    }

    private static void Look(Worker* self)
    {
        self->Result0 = Sum();
        self->Result1 = ControlWords();
    }

    private static void NewThreadSeesNothing(ref Context c)
    {
        ulong go = 1;
        ulong result = 0;
        Hold(0xdead_beef_0000, &go, &result, 0);
        var worker = c.Started(&Look);
        c.Join(worker);
        Check.Equal(0, worker->Result0);
    }

    private static void DefaultControlWords(ref Context c)
    {
        SetControlWords(0x0000_027f_0000_1f00);
        var worker = c.Started(&Look);
        SetControlWords(InitialControlWords);
        c.Join(worker);
        Check.Equal(InitialControlWords, worker->Result1);
    }

    private static void ChangeControlWords(Worker* self)
    {
        SetControlWords(0x0000_0f7f_0000_7f80);
        Kernel.Yield();
        self->Result1 = ControlWords();
    }

    private static void ControlWordsAreOwn(ref Context c)
    {
        var worker = c.Started(&ChangeControlWords);
        Check.Equal(InitialControlWords, ControlWords());
        c.Join(worker);
        Check.Equal(0x0000_0f7f_0000_7f80, worker->Result1);
        Check.Equal(InitialControlWords, ControlWords());
    }

    private static void HoldNumber(Worker* self) => self->Result0 = HoldOnStack(self->Argument0, 20);

    private static void StackSurvives(ref Context c)
    {
        var first = c.Started(&HoldNumber, 1234567, priority: Priorities.Case);
        var second = c.Started(&HoldNumber, 7654321, priority: Priorities.Case);
        c.Join(first);
        c.Join(second);
        Check.Equal(1234567, first->Result0);
        Check.Equal(7654321, second->Result0);
    }

    private static void HoldWidely(Worker* self) => self->Result0 = HoldWide(self->Argument0, 20);

    /// <summary>Only kernels that keep the state with XSAVE enable these registers.</summary>
    private static void WideSurvives(ref Context c)
    {
        var faults = c.Endpoint();
        var first = c.Worker(&HoldWidely, Priorities.Case, faults);
        var second = c.Worker(&HoldWidely, Priorities.Case, faults);
        first->Argument0 = 0x1234_5678;
        second->Argument0 = 0x8765_4321;
        c.Start(first);
        c.Start(second);
        if (ProfileParameters.HasXSave)
        {
            c.Join(first);
            c.Join(second);
            Check.Equal(0x1234_5678, first->Result0);
            Check.Equal(0x8765_4321, second->Result0);
        }
        else
        {
            var message = new Exchange(0);
            message.Receive(faults, c.Reply());
            Check.Equal((ulong)FaultType.UserException, message.Label);
        }
    }

    private static void DeletedLeaksNothing(ref Context c)
    {
        var first = Holder(ref c, 0x7777_7777_0000, 0);
        c.Start(first);
        Kernel.Yield();
        c.Delete(first->Thread.Slot);
        var worker = c.Started(&Look);
        c.Join(worker);
        Check.Equal(0, worker->Result0);
        Check.Equal(InitialControlWords, worker->Result1);
    }

    private static void CheckDisabledFaults(ref Context c, Worker* worker, ulong faults)
    {
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, c.Reply());
        Check.Equal((ulong)FaultType.UserException, message.Label);
        Check.Equal(DeviceNotAvailable, message.Word3);
        Check.Equal(0, worker->Finished);
    }

    private static void DisabledIsAFault(ref Context c)
    {
        var faults = c.Endpoint();
        var worker = c.Worker(&Look, Priorities.Above, faults);
        Check.Success(worker->Thread.SetFlags(TcbFlags.None, TcbFlags.FpuDisabled, out _));
        c.Start(worker);
        CheckDisabledFaults(ref c, worker, faults);
    }

    private static void EnabledAgain(ref Context c)
    {
        var faults = c.Endpoint();
        var reply = c.Reply();
        var worker = c.Worker(&Look, Priorities.Above, faults);
        Check.Success(worker->Thread.SetFlags(TcbFlags.None, TcbFlags.FpuDisabled, out _));
        c.Start(worker);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, reply);
        Check.Equal((ulong)FaultType.UserException, message.Label);
        Check.Success(worker->Thread.SetFlags(TcbFlags.FpuDisabled, TcbFlags.None, out _));
        message.Set(0);
        message.Send(reply);
        Check.Equal(1, worker->Finished);
    }

    private static void DisabledWhileOthersUseIt(ref Context c)
    {
        var faults = c.Endpoint();
        var holder = Holder(ref c, 0x1111_0000, 0);
        c.Start(holder);
        Kernel.Yield();
        var worker = c.Worker(&Look, Priorities.Above, faults);
        Check.Success(worker->Thread.SetFlags(TcbFlags.None, TcbFlags.FpuDisabled, out _));
        c.Start(worker);
        CheckDisabledFaults(ref c, worker, faults);
        holder->Progress = 1;
        c.Join(holder);
        Check.Equal(AllWords, holder->Result0);
    }
}
