// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tests.Conformance.Cases.Calls;
using Caprock.Tests.Conformance.Cases.CNodes;
using Caprock.Tests.Conformance.Cases.Devices;
using Caprock.Tests.Conformance.Cases.Ipc;
using Caprock.Tests.Conformance.Cases.Memory;
using Caprock.Tests.Conformance.Cases.Spaces;
using Caprock.Tests.Conformance.Cases.Threads;
using Caprock.Tests.Conformance.Cases.Time;

namespace Caprock.Tests.Conformance.Cases;

/// <summary>Every file with cases.</summary>
internal static class AllCases
{
    /// <summary>Registers all cases.</summary>
    public static void Register()
    {
        RegisterCNodes();
        RegisterMemory();
        RegisterMessages();
        RegisterThreads();
        RegisterTime();
        RegisterSpaces();
        RegisterDevices();
        RegisterCalls();
    }

    private static void RegisterCNodes()
    {
        InsertionRefusals.Register();
        CopyCases.Register();
        MintCases.Register();
        MoveCases.Register();
        RotateCases.Register();
        DeleteCases.Register();
        RevokeCases.Register();
        CancelCases.Register();
        CNodes.SpaceCases.Register();
    }

    private static void RegisterMemory()
    {
        RetypeCases.Register();
        RetypeRefusals.Register();
    }

    private static void RegisterMessages()
    {
        EndpointCases.Register();
        CallCases.Register();
        MessageCases.Register();
        CapabilityTransferCases.Register();
        NotificationCases.Register();
        BoundNotificationCases.Register();
        ReplyCases.Register();
    }

    private static void RegisterThreads()
    {
        RegisterCases.Register();
        Threads.SpaceCases.Register();
        PriorityCases.Register();
        StateCases.Register();
#if CAPROCK_HARDWARE_DEBUG
        BreakpointCases.Register();
#endif
    }

    private static void RegisterTime()
    {
        SchedControlCases.Register();
        SchedContextCases.Register();
        DonationCases.Register();
        LoanEndCases.Register();
        TimeoutCases.Register();
        DomainCases.Register();
    }

    private static void RegisterSpaces()
    {
        PageCases.Register();
        PageMapRefusals.Register();
        TableCases.Register();
        AccessCases.Register();
        SpaceEndCases.Register();
        AsidCases.Register();
    }

    private static void RegisterDevices()
    {
        IrqControlCases.Register();
        IrqHandlerCases.Register();
        DeviceMessageCases.Register();
        IoPortCases.Register();
#if CAPROCK_IO_MMU
        IoMmuCases.Register();
#endif
    }

    private static void RegisterCalls()
    {
        SystemCallCases.Register();
        ExceptionCases.Register();
        FaultCases.Register();
        FloatingPointCases.Register();
#if CAPROCK_DANGEROUS_MSR_SYSTEM_CALLS
        RegisterCallCases.Register();
#endif
    }
}
