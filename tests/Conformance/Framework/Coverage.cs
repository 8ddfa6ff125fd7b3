// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Conformance.Framework;

/// <summary>Which invocations and system calls have cases.</summary>
internal static class Coverage
{
    /// <summary>Labels from 1 to this one are invocations of the profile.</summary>
    public const int LastInvocation = NumberingLimits.LabelsUpToPagingInvocationOrder - 1;

    private static CoverageCounts invocations;
    private static CoverageCounts calls;

    /// <summary>Notes a case about an invocation.</summary>
    public static void Count(InvocationLabel label) => invocations[(int)label]++;

    /// <summary>Notes a case about a system call.</summary>
    public static void Count(SystemCall call) => calls[-(int)call]++;

    /// <summary>Cases about an invocation.</summary>
    public static int Of(InvocationLabel label) => invocations[(int)label];

    /// <summary>Cases about a system call.</summary>
    public static int Of(SystemCall call) => calls[-(int)call];

    /// <summary>Whether the profile has a system call.</summary>
    public static bool Exists(SystemCall call) => (int)call switch
    {
        <= (int)SystemCall.Call and >= (int)SystemCall.DebugNameThread => true,
        -30 or -31 => ProfileParameters.HasDangerousMsrSystemCalls,
        -33 => ProfileParameters.HasSetTlsBaseOfSelf,
        _ => false,
    };
}
