// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Pci.Protocol;

namespace Caprock.Examples.PciDevice;

/// <summary>Driver of QEMU's educational device, which computes factorials and interrupts when it has.</summary>
/// <remarks>Source: QEMU documentation, "EDU device" (docs/specs/edu).</remarks>
[Component("edu")]
[Uses<IPciDevice>("pci")]
internal partial struct Edu
{
    private const uint Identity = 0x11e8_1234;
    private const ulong LivenessCheck = 0x04;
    private const ulong Factorial = 0x08;
    private const ulong Status = 0x20;
    private const ulong InterruptAcknowledge = 0x64;
    private const ulong InterruptStatus = 0x24;
    private const uint InterruptWhenFinished = 0x80;
    private const uint Vector = 20;
    private const uint Last = 10;

    private static uint number = 1;

    public static void Init()
    {
        if (Pci.Identity(out var identity) != CallStatus.Answered || identity != Identity)
        {
            DebugConsole.WriteLine("edu: there is no such device at 0:10.0"u8);
            return;
        }

        if (Pci.Start(out var isStarted) != CallStatus.Answered || !isStarted
            || Pci.EnableMessages(Vector, out var isEnabled) != CallStatus.Answered || !isEnabled)
        {
            Failure.Stop("the device cannot be started"u8);
        }

        Write(LivenessCheck, 0x1234_5678);
        DebugConsole.WriteLine(Read(LivenessCheck) == 0xedcb_a987 ? "edu: the device is alive"u8 : "edu: the device is not alive"u8);
        Write(Status, InterruptWhenFinished);
        Write(Factorial, number);
    }

    public static void Interrupted(Interrupt interrupt)
    {
        Write(InterruptAcknowledge, Read(InterruptStatus));
        DebugConsole.Write("edu: "u8);
        DebugConsole.WriteDecimal(number);
        DebugConsole.Write("! = "u8);
        DebugConsole.WriteDecimal(Read(Factorial));
        DebugConsole.Write("\n"u8);
        if (number < Last)
        {
            number++;
            Write(Factorial, number);
        }

        interrupt.AcknowledgeDeferred();
    }

    private static uint Read(ulong register) => Volatile.Read(ref EduBar0.At<uint>(register));

    private static void Write(ulong register, uint value) => Volatile.Write(ref EduBar0.At<uint>(register), value);
}
