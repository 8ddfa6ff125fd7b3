// SPDX-License-Identifier: BSD-2-Clause
#if CAPROCK_DANGEROUS_MSR_SYSTEM_CALLS
using Caprock.Abi;
using Caprock.Tests.Conformance.Framework;

namespace Caprock.Tests.Conformance.Cases.Calls;

/// <summary>The system calls that read and write model-specific registers.</summary>
/// <remarks>Registers that do not exist have no case: an emulated processor has every register.</remarks>
internal static unsafe class RegisterCallCases
{
    // Source: Intel SDM 4, table 2-2.
    private const ulong SystemEntryCodeSelector = 0x174;
    private const ulong ExtendedFeatures = 0xc000_0080;
    private const ulong LongModeActive = 1 << 10;

    /// <summary>Registers the cases.</summary>
    public static void Register()
    {
        CaseList.Group("model-specific-register"u8);
        CaseList.Add("read"u8, SystemCall.DangerousReadMsr, &Read);
        CaseList.Add("write-and-read"u8, SystemCall.DangerousWriteMsr, &Write);
    }

    private static ulong Value(ulong register)
    {
        var message = new Exchange(0);
        message.Execute(SystemCall.DangerousReadMsr, register);
        return message.Word0;
    }

    private static void Read(ref Context c) => Check.Equal(LongModeActive, Value(ExtendedFeatures) & LongModeActive);

    private static void Write(ref Context c)
    {
        var before = Value(SystemEntryCodeSelector);
        var message = new Exchange(0) { Word0 = 0x1230 };
        message.Execute(SystemCall.DangerousWriteMsr, SystemEntryCodeSelector);
        var after = Value(SystemEntryCodeSelector);
        message.Word0 = before;
        message.Execute(SystemCall.DangerousWriteMsr, SystemEntryCodeSelector);
        Check.Equal(0x1230, after);
    }
}
#endif
