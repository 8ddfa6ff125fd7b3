// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Cli;

/// <summary>Reading what QEMU writes of executed instructions.</summary>
public sealed class ExecutionTraceTests
{
    [Fact]
    public void Addresses_are_read_and_other_lines_are_not()
    {
        const string Lines = """
            qemu-system-x86_64: warning: something [0000000000000000/0000000000000001/0/0]
            Trace 0: 0x7f0000000100 [0000000000000000/ffffffff801029a0/1040c2b0/ff020201] system_call_entry
            Trace 0: 0x7f0000000200 [0000000000000000/ffffffff801029ab
            Trace 0: 0x7f0000000300 [00000000
            Trace 0: 0x7f0000000400 [0000000000000000/00000000deadbeef/1040c2b0/ff020201]

            """;
        List<ulong> addresses = [];

        ExecutionTrace.Read(new MemoryStream(Encoding.ASCII.GetBytes(Lines)), addresses.Add);

        Assert.Equal([0xffffffff801029a0, 0xffffffff801029ab, 0xdeadbeef], addresses);
    }
}
