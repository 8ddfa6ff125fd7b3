// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime;
using Caprock.User;

namespace Caprock.Tests.Robustness;

/// <summary>An attacker: makes system calls of every kind with arguments that make some sense, little or none, for ever.</summary>
internal static class Program
{
    [RuntimeExport("caprock_main")]
    private static unsafe void Main(StartBlock* start)
    {
        var record = (AttackerRecord*)Layout.RecordAddress + start->Argument;
        var accepted = (ulong*)Layout.AcceptedAddress;
        var attack = new Attack(start->IpcBufferAddress);
        while (true)
        {
            record->Calls++;
            record->Remaining--;
            accepted[attack.Make(ref record->Random)]++;
        }
    }
}
