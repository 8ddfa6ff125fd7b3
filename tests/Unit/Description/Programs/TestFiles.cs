// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Reading;

namespace Caprock.Tests.Unit.Description.Programs;

/// <summary>The files that the descriptions of the tests refer to.</summary>
internal sealed class TestFiles : IDescriptionFiles
{
    private static readonly TestVariable[] s_variables =
    [
        new("buffer"), new("buffer_size"), new("data_size"), new("device"), new("device_paddr"), new("irq_id"),
        new("port_id"), new("port_addr"), new("child_id"), new("channel_id"), new("small", 4),
    ];

    private static readonly TestVariable[] s_old =
        [new("microkit_name", 64), new("microkit_passive", 1), new("microkit_irqs"), new("microkit_notifications"), new("microkit_pps")];

    /// <summary>Built against libmicrokit 2.3.</summary>
    public static readonly TestProgram Microkit = new() { Variables = [.. s_old, new("microkit_ioports"), .. s_variables] };

    /// <summary>Built against libmicrokit 2.0, with an IPC buffer behind its memory.</summary>
    public static readonly TestProgram Old = WithBuffer(0x20_4000);

    /// <summary>With an IPC buffer inside its memory.</summary>
    public static readonly TestProgram OldInside = WithBuffer(0x20_3000);

    /// <summary>A C# component.</summary>
    public static readonly TestProgram Component = new() { Variables = [new("caprock_component", 1), .. s_variables] };

    /// <summary>A component whose variables straddle a page.</summary>
    public static readonly TestProgram Straddling = new() { Variables = [new("caprock_component", 1), new("buffer", 8, 0x20_1ffc)] };

    private readonly Dictionary<string, byte[]> _files = new()
    {
        ["microkit.elf"] = Microkit.ToBytes(),
        ["old.elf"] = Old.ToBytes(),
        ["old-inside.elf"] = OldInside.ToBytes(),
        ["old-unaligned.elf"] = WithBuffer(0x20_4800).ToBytes(),
        ["old-high.elf"] = WithBuffer(0xffff_ffff_ffff_f000).ToBytes(),
        ["component.elf"] = Component.ToBytes(),
        ["monitor.elf"] = Component.ToBytes(),
        ["straddling.elf"] = Straddling.ToBytes(),
        ["stripped.elf"] = new TestProgram().ToBytes(),
        ["foreign.elf"] = new TestProgram { Variables = [new("main", 8)] }.ToBytes(),
        ["partial.elf"] = new TestProgram { Variables = [new("microkit_name", 64), new("microkit_passive", 1)] }.ToBytes(),
        ["arm.elf"] = new TestProgram { Machine = 183 }.ToBytes(),
        ["object.elf"] = new TestProgram { Type = 1 }.ToBytes(),
        ["no-entry.elf"] = new TestProgram { Entry = 0 }.ToBytes(),
        ["data-entry.elf"] = new TestProgram { Entry = TestProgram.DataAddress }.ToBytes(),
        ["high.elf"] = new TestProgram { DataStart = 0x7fff_ffff_d000 }.ToBytes(),
        ["wrapping.elf"] = new TestProgram { DataMemory = ulong.MaxValue - 0x100 }.ToBytes(),
        ["huge.elf"] = new TestProgram { DataMemory = 2ul << 30 }.ToBytes(),
        ["torn.elf"] = new TestProgram { DataFileOffset = 1ul << 40 }.ToBytes(),
        ["inverted.elf"] = new TestProgram { DataMemory = 8 }.ToBytes(),
        ["elsewhere.elf"] = new TestProgram { Variables = [.. Component.Variables.Take(1), new("buffer", 8, 0x9000_0000)] }.ToBytes(),
        ["client.elf"] = WithInterface("caprock_uses_0_00000000000000aa_IClock"),
        ["server.elf"] = WithInterface("caprock_serves_any_00000000000000aa_IClock"),
        ["servers.elf"] = WithInterface(
            "caprock_serves_any_00000000000000aa_IClock", "caprock_serves_1_00000000000000bb_IClock",
            "caprock_serves_11_00000000000000cc_IOld"),
        ["garbage.elf"] = [1, 2, 3, 4],
        ["empty.bin"] = [],
        ["small.bin"] = [.. "ten bytes!"u8],
        ["page.bin"] = [.. Enumerable.Range(0, 4097).Select(value => (byte)value)],
    };

    private static byte[] WithInterface(params IEnumerable<string> names) =>
        new TestProgram { Variables = [.. Component.Variables, .. names.Select(name => new TestVariable(name, 1))] }.ToBytes();

    private static TestProgram WithBuffer(ulong address) => new() { Variables = [.. s_old, new("__sel4_ipc_buffer_obj", 0, address)] };

    /// <inheritdoc/>
    public string Places => "the tests";

    /// <inheritdoc/>
    public byte[]? TryRead(string path) => _files.GetValueOrDefault(path);

    /// <summary>Names of all files.</summary>
    public IEnumerable<string> Names => _files.Keys;
}
