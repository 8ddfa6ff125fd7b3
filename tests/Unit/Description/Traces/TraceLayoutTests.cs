// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.InteropServices;
using Caprock.Kit.Description;
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Layout;
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Reading;
using Caprock.Tests.Unit.Description.Programs;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Where the monitor finds what it knows about programs.</summary>
public sealed class TraceLayoutTests : IDescriptionFiles
{
    private static readonly TestFiles s_others = new();

    private static readonly byte[] s_torn = new TestElf
    {
        Functions = TraceTableTests.Component.Functions, Sections = [(".debug_line", [200, 0, 0, 0, 4, 0])],
    }.ToBytes();

    /// <inheritdoc/>
    public string Places => "the tests";

    /// <inheritdoc/>
    public byte[]? TryRead(string path) => path switch
    {
        "traced.elf" => TraceTableTests.Component.ToBytes(),
        "torn.elf" => s_torn,
        _ => s_others.TryRead(path),
    };

    [Fact]
    public void Programs_are_described_once_and_only_when_something_is_known()
    {
        SystemLayout layout = Compile("traced.elf", "component.elf", "traced.elf").Layout!;
        byte[] trace = layout.Programs[0].Trace;
        ulong[] addresses = Addresses(layout);

        Assert.NotEmpty(trace);
        Assert.Same(trace, layout.Programs[2].Trace);
        Assert.Equal([SpaceLayout.TracesAddress, 0, SpaceLayout.TracesAddress], addresses);
        Assert.Single(layout.Tables.Maps, map => map.Address == SpaceLayout.TracesAddress && map.Rights == Rights.Read);
        Assert.Equal(trace, Contents(layout));
    }

    [Fact]
    public void Debugging_information_that_makes_no_sense_is_no_reason_not_to_build()
    {
        CompilationResult result = Compile("torn.elf");

        Diagnostic warning = Assert.Single(result.Diagnostics);
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains("will not name the lines of 'torn.elf': section '.debug_line' has", warning.Problem, StringComparison.Ordinal);
        Assert.Equal([0ul], Addresses(result.Layout!));
    }

    private CompilationResult Compile(params string[] programs)
    {
        IEnumerable<string> domains = programs.Select((program, index) => Corpus.Domain($"domain{index}", "", "", program));
        return SystemCompiler.Compile($"<system>{string.Concat(domains)}</system>", this, Corpus.Options);
    }

    /// <summary>What the monitor's configuration says about each protection domain.</summary>
    private static ulong[] Addresses(SystemLayout layout)
    {
        byte[] configuration = Bytes(layout, layout.Tables.Maps.Last(map => map.Address == SpaceLayout.ConfigurationAddress).Object);
        TableReference domains = MemoryMarshal.Read<ComponentHeader>(configuration).Domains;
        return
        [
            .. MemoryMarshal.Cast<byte, DomainEntry>(configuration.AsSpan((int)domains.Offset))[..(int)domains.Count].ToArray()
                .Select(entry => entry.TraceAddress),
        ];
    }

    private static byte[] Contents(SystemLayout layout) =>
        Bytes(layout, layout.Tables.Maps.Single(map => map.Address == SpaceLayout.TracesAddress).Object);

    private static byte[] Bytes(SystemLayout layout, uint frame)
    {
        FillEntry fill = layout.Tables.Fills.Single(fill => fill.Object == frame);
        return layout.Tables.Data.Bytes.Slice((int)fill.DataOffset, (int)fill.Length).ToArray();
    }
}
