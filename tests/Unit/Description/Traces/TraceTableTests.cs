// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Format;
using Caprock.Kit.Description.Programs;
using Caprock.Kit.Elf;
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>What the monitor gets to know about a program.</summary>
public sealed class TraceTableTests
{
    /// <summary>A component with two methods; the first fails behind its end, the second has no line at first.</summary>
    internal static TestElf Component { get; } = new()
    {
        Code = [0x73, 2, 0x90, 0xc3, 0xe8, 0, 0, 0, 0, 0xcc, .. Enumerable.Repeat((byte)0x90, 246)],
        Functions =
        [
            (0, 10, "Demo_Demo_Client__Init"), (16, 32, "Demo_Demo_Client__Run"), (48, 8, "CoreLib_System_Panic__Say"),
            (64, 1, ProgramSymbols.Component),
        ],
        Sections =
        [
            (".debug_line", LineSection.Version4(
                new ByteWriter().At(TestElf.CodeAddress).Row(0, 9).Row(3, 1).Row(21, 8).Row(8, -1).Bytes(4, 2).Row(16, 5).End(8))),
            (".eh_frame", FrameSection.Common().Function(0, 10).Function(16, 32, 0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6, 0x42, 0x0c, 3, 8)
                .ToArray()),
        ],
    };

    [Fact]
    public void Functions_have_names_files_and_whether_they_only_report() => Assert.Equal(
        [
            "0 10 Demo.Client.Init one.cs 0",
            "16 32 Demo.Client.Run one.cs 0",
            "48 8 System.Panic.Say Sub/two.cs 1",
            "64 1 caprock_component - 0",
        ],
        View(Component).FunctionTexts);

    [Fact]
    public void Lines_end_with_their_functions_and_moved_code_gets_the_right_one() => Assert.Equal(
        ["0 one.cs:10", "3 one.cs:11", "4 one.cs:10", "10", "24 one.cs:19", "32 one.cs:18", "48 Sub/two.cs:23", "56"],
        View(Component).LineTexts);

    [Fact]
    public void A_program_in_C_is_believed_what_it_says()
    {
        TestElf program = new() { Code = Component.Code, Functions = [(0, 10, "main")], Sections = Component.Sections };

        Assert.Equal(["0 one.cs:10", "3 one.cs:11", "10"], View(program).LineTexts);
    }

    [Fact]
    public void Several_lines_of_an_instruction_have_entries_with_the_same_start()
    {
        TestElf program = new()
        {
            Code = [0x73, 4, 0x73, 2, 0x90, 0xc3, 0xe8, 0, 0, 0, 0, 0xcc],
            Functions = [(0, 12, "Demo_Demo_Client__Init"), (12, 1, ProgramSymbols.Component)],
            Sections =
            [
                (".debug_line", LineSection.Version4(new ByteWriter().At(TestElf.CodeAddress).Row(0, 4).Row(2, 2).Row(2, 2).End(8))),
            ],
        };

        Assert.Equal(["0 one.cs:5", "2 one.cs:7", "4 one.cs:9", "6 one.cs:5", "6 one.cs:7", "12"], View(program).LineTexts.Take(6));
    }

    [Fact]
    public void Ways_to_callers_are_registers_and_words()
    {
        const ushort SavedTwoWordsBelow = 2 << TraceFrame.SavedShift;

        Assert.Equal(
            [
                (0u, 1, TraceFrame.StackPointer), (10u, 0, TraceFrame.NoRegister), (16u, 1, TraceFrame.StackPointer),
                (17u, 2, TraceFrame.StackPointer | SavedTwoWordsBelow), (20u, 2, TraceFrame.FramePointer | SavedTwoWordsBelow),
                (22u, 0, TraceFrame.NoRegister),
            ],
            View(Component).Frames.Select(frame => (frame.Start, (int)frame.Offset, (uint)frame.Rule)));
    }

    [Fact]
    public void Symbols_may_be_in_a_file_of_their_own()
    {
        ElfImage stripped = new TestElf { Code = Component.Code }.Read();

        Assert.Equal(TraceBuilder.Build(Component.Read(), Component.Read()), TraceBuilder.Build(stripped, Component.Read()));
        Assert.Empty(TraceBuilder.Build(stripped, stripped));
    }

    [Fact]
    public void Frames_come_from_the_program_when_its_symbols_have_none()
    {
        TestElf symbols = new() { Code = Component.Code, Functions = Component.Functions, Sections = [Component.Sections[0]] };

        Assert.Equal(View(Component).Frames, new TraceView(TraceBuilder.Build(Component.Read(), symbols.Read())).Frames);
    }

    [Fact]
    public void Entries_count_up_to_the_next_one() => Assert.Equal(
        [(0u, 1), (4u, 2), (6u, 3), (8u, 0), (10u, 3), (12u, 0)],
        TraceRows.Join<int>([new(4, 9, 2), new(0, 4, 1), new(6, 7, 3), new(7, 8, 3), new(10, 12, 3), new(10, 11, 4), new(10, 12, 3)]));

    [Theory]
    [InlineData("/src/project", "a.cs", "a.cs")]
    [InlineData("/src/project/Sub", "a.cs", "Sub/a.cs")]
    [InlineData("/src/project", "Sub/Deep/a.cs", "Sub/Deep/a.cs")]
    [InlineData("/src/projector", "a.cs", "a.cs")]
    [InlineData("/elsewhere/lib/", "a.cs", "a.cs")]
    [InlineData("", "a.cs", "a.cs")]
    [InlineData("/src/project", "/elsewhere/lib/b.cs", "b.cs")]
    public void A_path_begins_below_the_uppermost_folder_of_the_program(string folder, string name, string path)
    {
        SourcePaths paths = new([new("/src/project", "main.cs"), new("/elsewhere/lib", "lib.cs"), new(folder, name)]);

        Assert.Equal(path, paths.Relative(new SourceFile(folder, name)));
    }

    private static TraceView View(TestElf elf)
    {
        TraceView view = new(TraceBuilder.Build(elf.Read(), elf.Read()));
        view.CheckInvariants();
        Assert.Equal(TestElf.CodeAddress, view.Base);
        return view;
    }
}
