// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Tests.Conformance.Framework;
using Caprock.User;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>Ways to fault, and where each does. The assembly file says more.</summary>
internal static unsafe class Faulting
{
    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_undefined")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ExecuteUndefined();

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_undefined_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong UndefinedAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_division")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ExecuteDivision();

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_division_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong DivisionAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_privileged")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ExecutePrivileged();

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_privileged_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong PrivilegedAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_breakpoint")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ExecuteBreakpoint();

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_breakpoint_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong BreakpointAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_software_interrupt")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ExecuteInterrupt();

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_software_interrupt_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong InterruptAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_read")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong Read(ulong address);

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_read_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ReadAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_unknown_call")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong CallUnknown(ulong number);

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_unknown_call_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong UnknownAt();

    /// <summary>Faults.</summary>
    [RuntimeImport("conformance_floating_point")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong ExecuteFloatingPoint();

    /// <summary>Address of the instruction that faults.</summary>
    [RuntimeImport("conformance_floating_point_at")]
    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ulong FloatingPointAt();

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoUndefined(Worker* self)
    {
        self->Result0 = ExecuteUndefined();
        self->Progress = 1;
    }

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoDivision(Worker* self) => self->Result0 = ExecuteDivision();

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoPrivileged(Worker* self) => self->Result0 = ExecutePrivileged();

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoBreakpoint(Worker* self) => self->Result0 = ExecuteBreakpoint();

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoInterrupt(Worker* self) => self->Result0 = ExecuteInterrupt();

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoFloatingPoint(Worker* self) => self->Result0 = ExecuteFloatingPoint();

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoRead(Worker* self)
    {
        self->Result0 = Read(self->Argument0);
        self->Progress = 1;
    }

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoUnknown(Worker* self)
    {
        self->Result0 = CallUnknown(self->Argument0);
        self->Progress = 1;
    }

    /// <summary>Body of a worker that faults so; argument 0 is the address or number.</summary>
    public static void DoJump(Worker* self) => ((delegate*<void>)self->Argument0)();

    /// <summary>Lets a worker fault and takes the message, with the reply object in reply.</summary>
    public static Exchange FaultOf(
        ref Context c, delegate*<Worker*, void> body, ulong argument, out Worker* worker, out ulong reply)
    {
        var faults = c.Endpoint();
        reply = c.Reply();
        worker = c.Worker(body, Priorities.Above, faults);
        worker->Argument0 = argument;
        c.Start(worker);
        c.Buffer.Fill(0);
        var message = new Exchange(0);
        message.NonBlockingReceive(faults, reply);
        return message;
    }
}
