// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using System.Runtime.CompilerServices;
using Caprock.Kernel.Arch.X64;
using Caprock.Kernel.Boot;
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Platform.Pc;

/// <summary>From the loader to the first thread. What cannot go on says why on the serial console and stops.</summary>
public static unsafe class PcBoot
{
    private const ulong EarlyWindowBytes = 4ul << 30;

    private static LoaderInformation loaderInformation;
    private static InterruptModel interruptModel;

    private static LoaderInformation* Loader => (LoaderInformation*)Unsafe.AsPointer(ref loaderInformation);

    /// <summary>Called by Asm/Boot.S; when it returns the first thread's registers are loaded.</summary>
    [RuntimeExport("caprock_boot")]
    public static Tcb* Start(ulong magic, ulong information, BootLayout* layout)
    {
        SerialConsole.Initialise();
        ReadOnlySpan<byte> missing = ProcessorFeatures.Detect();
        if (!missing.IsEmpty)
        {
            BootReport.Stop("this processor lacks "u8, missing);
        }

        DescriptorTables.Install(layout);
        ProcessorFeatures.Enable(layout);
        Require(Multiboot.Read(magic, information, Loader));
        ulong memoryEnd = PhysicalMemory.Initialise(Loader, layout);
        byte* rootPointer = StartDevices(layout, memoryEnd);
        Require(RootTask.Create(loaderInformation.ModuleStarts[0], loaderInformation.ModuleEnds[0]));
        StartFirstThread(layout, rootPointer);
        BootReport.Log("memory ends at MiB "u8, memoryEnd >> 20, default);
        ulong ticks = Machine.ReadTicks() - *(ulong*)Machine.ToPointer(layout->EntryTimestamp);
        BootReport.Log("booted in "u8, ticks / Machine.TicksPerMicrosecond, " us"u8);
        return Machine.State->CurrentThread;
    }

    /// <summary>Final page tables, interrupt controllers, and the clocks begin to be measured. Returns the ACPI root pointer.</summary>
    private static byte* StartDevices(BootLayout* layout, ulong memoryEnd)
    {
        Require(X64KernelTables.Build(layout, PhysicalMemory.Free, memoryEnd, ProcessorFeatures.HasHugePages));
        X64State* state = &Machine.State->Arch;
        state->KernelRoot = X64KernelTables.ImageToPhysical(layout->Pml4);
        Hardware.WriteCr3(state->KernelRoot);
        state->KernelRootTable = (ulong*)Machine.ToPointer(state->KernelRoot);
        state->CurrentRoot = state->KernelRoot;
        state->LacksHugePages = !ProcessorFeatures.HasHugePages;
        state->HasPcid = ProcessorFeatures.HasContextIdentifiers;
        state->Processor.HasFsGsBase = ProcessorFeatures.HasFsGsBase;
        if (state->HasPcid)
        {
            ProcessorFeatures.EnableContextIdentifiers();
        }

        byte* rootPointer = AcpiTables.Find(loaderInformation.RootPointer, Math.Max(memoryEnd, EarlyWindowBytes));
        Require(rootPointer == null ? BootProblem.NoAcpi : BootProblem.None);
        var model = (InterruptModel*)Unsafe.AsPointer(ref interruptModel);
        InterruptModel.Read(model);
        Require(InterruptControllers.Initialise(layout, model, PhysicalMemory.Devices));
        ReferenceClock.Start();
        TimerCalibration.Begin();
        return rootPointer;
    }

    /// <summary>The memory of the first module, now copied, is free; the list of untyped memory is made last.</summary>
    private static void StartFirstThread(BootLayout* layout, byte* rootPointer)
    {
        ulong megahertz = TimerCalibration.Finish();
        X64Machine.SetTicksPerMicrosecond(megahertz);
        BootReport.Log("time-stamp counter at "u8, megahertz, " MHz"u8);
        KernelObjects.Create(layout);
        MemoryMap.Add(PhysicalMemory.Free, loaderInformation.ModuleStarts[0], loaderInformation.ModuleEnds[0]);
        RootTask.Complete(Loader, rootPointer, megahertz);
        Hardware.SetTaskSwitched();
        InitialThread.Start(RootTask.Thread, RootTask.Context);
    }

    private static void Require(BootProblem problem)
    {
        if (problem != BootProblem.None)
        {
            BootReport.Stop(problem);
        }
    }
}
