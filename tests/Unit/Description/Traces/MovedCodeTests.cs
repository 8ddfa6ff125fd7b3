// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Programs;
using Caprock.Kit.Elf.Dwarf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Code that the compiler moved away from the line it belongs to.</summary>
public sealed class MovedCodeTests
{
    private const ulong Start = 0x1000;
    private const byte Nop = 0x90;
    private const byte Return = 0xc3;
    private const byte Breakpoint = 0xcc;

    private static readonly byte[] s_call = [0xe8, 0, 0, 0, 0];
    private static readonly SourceFile s_file = new("", "a.cs");

    [Fact]
    public void A_failure_behind_the_method_belongs_to_the_line_that_jumps_to_it()
    {
        // 0: jae 6; 2: nop; 3: nop; 4: nop; 5: ret; 6: call; 11: int3
        byte[] code = [0x73, 4, Nop, Nop, Nop, Return, .. s_call, Breakpoint];

        Assert.Equal([(Start + 6, Start + 12, "7")], Find(code, (0, 7), (3, 8)));
    }

    [Fact]
    public void One_that_several_lines_jump_to_belongs_to_all_of_them()
    {
        // 0: jae 7; 2: jae 7; 4: jae 7; 6: ret; 7: call; 12: int3
        byte[] code = [0x73, 5, 0x73, 3, 0x73, 1, Return, .. s_call, Breakpoint];

        Assert.Equal([(Start + 7, Start + 13, "7 8")], Find(code, (0, 8), (2, 7), (4, 8)));
    }

    [Fact]
    public void More_than_four_lines_are_too_many()
    {
        byte[] code = [0x73, 11, 0x73, 9, 0x73, 7, 0x73, 5, 0x73, 3, 0x73, 1, Return, .. s_call, Breakpoint];

        Assert.Equal([(Start + 13, Start + 19, "1 2 3 4")], Find(code, (0, 1), (2, 2), (4, 3), (6, 4), (8, 5), (10, 6)));
    }

    [Fact]
    public void Jumps_are_followed_through_other_moved_code_even_in_circles()
    {
        // 0: je 3; 2: ret; 3: je 8; 5: jmp 3; 7: ret; 8: jmp 3
        byte[] code = [0x74, 1, Return, 0x74, 3, 0xeb, 0xfc, Return, 0xeb, 0xf9];

        Assert.Equal([(Start + 3, Start + 7, "7"), (Start + 7, Start + 8, ""), (Start + 8, Start + 10, "7")], Find(code, (0, 7)));
    }

    [Fact]
    public void Code_with_a_line_of_its_own_keeps_it()
    {
        byte[] code = [0x73, 1, Return, Nop, Nop, Return];

        Assert.Empty(Find(code, (0, 7), (3, 9)));
        Assert.Equal([(Start + 3, Start + 4, "7")], Find(code, (0, 7), (4, 9)));
    }

    [Fact]
    public void Code_that_nobody_jumps_to_has_no_line() => Assert.Equal([(Start + 1, Start + 2, "")], Find([Return, Nop], (0, 7)));

    [Fact]
    public void Code_in_its_place_is_left_alone() => Assert.Empty(Find([0x74, 1, Nop, Nop, .. s_call, Return], (0, 7)));

    private static IEnumerable<(ulong Start, ulong End, string Lines)> Find(byte[] code, params (ulong Offset, uint Line)[] lines)
    {
        ulong end = Start + (ulong)code.Length;
        IReadOnlyList<LineRange> ranges =
        [
            .. lines.Select((line, index) => new LineRange(
                Start + line.Offset, index + 1 < lines.Length ? Start + lines[index + 1].Offset : end, s_file, line.Line)),
        ];
        return MovedCode.Find(new FunctionRange(Start, end, "f"), code, ranges)
            .Select(moved => (moved.Start, moved.End, string.Join(' ', moved.Lines.Select(line => line.Line))));
    }
}
