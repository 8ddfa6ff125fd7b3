// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Kernel;
using Caprock.User;

namespace Caprock.Bench.WorstCase;

/// <summary>All registers of a thread read, written and copied.</summary>
internal static class RegisterCases
{
    /// <summary>Runs all.</summary>
    public static void Run()
    {
        UserContext registers = default;
        var thread = Crowd.Member(0).Thread;
        Require.Success(thread.ReadRegisters(true, 0, UserContext.Length, ref registers));
        Require.Success(thread.WriteRegisters(false, 0, UserContext.Length, ref registers));
        Require.Success(thread.CopyRegisters(Crowd.Member(1).Thread, true, false, true, true, 0));
    }
}
