// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf.Dwarf;
using Iced.Intel;

namespace Caprock.Kit.Description.Programs;

/// <summary>Finds instructions that the line table attributes to whatever happens to stand before them.</summary>
/// <remarks>
/// The ahead-of-time compiler moves what hardly ever runs, such as the call for an index out of range, behind the rest of the method,
/// uses it for several places, and gives it no line. Such code is only jumped at: its lines are those of the jumps.
/// </remarks>
internal sealed class MovedCode
{
    private const int MostLines = 4;

    private readonly IReadOnlyList<LineRange> _lines;
    private readonly ILookup<ulong, ulong> _jumps;
    private readonly List<(ulong Start, ulong End)> _blocks = [];

    private MovedCode(FunctionRange function, IReadOnlyList<Instruction> instructions, IReadOnlyList<LineRange> lines)
    {
        _lines = lines;
        _jumps = instructions.Where(instruction => instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch)
            .Where(instruction => instruction.NearBranchTarget >= function.Start && instruction.NearBranchTarget < function.End)
            .ToLookup(instruction => instruction.NearBranchTarget, instruction => instruction.IP);
        HashSet<ulong> known = [.. lines.Select(line => line.Start)];
        bool isMoved = false;
        bool follows = true;
        foreach (Instruction instruction in instructions)
        {
            bool begins = !follows && !known.Contains(instruction.IP);
            isMoved = begins || (isMoved && follows && !known.Contains(instruction.IP));
            follows = !Ends(instruction);
            if (begins)
            {
                _blocks.Add((instruction.IP, instruction.NextIP));
            }
            else if (isMoved)
            {
                _blocks[^1] = (_blocks[^1].Start, instruction.NextIP);
            }
        }
    }

    /// <summary>Such instructions of a function, with the lines they may belong to; none when that is not known.</summary>
    public static IReadOnlyList<(ulong Start, ulong End, IReadOnlyList<LineRange> Lines)> Find(
        FunctionRange function, ReadOnlySpan<byte> code, IReadOnlyList<LineRange> lines)
    {
        Decoder decoder = Decoder.Create(64, new ByteArrayCodeReader(code.ToArray()), function.Start);
        List<Instruction> instructions = [];
        while (decoder.IP < function.Start + (ulong)code.Length)
        {
            instructions.Add(decoder.Decode());
        }

        MovedCode moved = new(function, instructions, lines);
        return
        [
            .. moved._blocks.Select(block => (
                block.Start,
                block.End,
                (IReadOnlyList<LineRange>)[.. moved.LinesOf(block).Take(MostLines)])),
        ];
    }

    private static bool Ends(Instruction instruction) => instruction.FlowControl is FlowControl.UnconditionalBranch
        or FlowControl.IndirectBranch or FlowControl.Return or FlowControl.Interrupt or FlowControl.Exception;

    /// <summary>Lines of all jumps to a block, also through other such blocks.</summary>
    private IEnumerable<LineRange> LinesOf((ulong Start, ulong End) first)
    {
        List<(ulong Start, ulong End)> reached = [first];
        List<LineRange> lines = [];
        for (int next = 0; next < reached.Count; next++)
        {
            (ulong start, ulong end) = reached[next];
            foreach (ulong source in _jumps.Where(target => target.Key >= start && target.Key < end).SelectMany(target => target))
            {
                (ulong Start, ulong End) block = _blocks.Find(block => source >= block.Start && source < block.End);
                if (block.End == 0)
                {
                    lines.AddRange(_lines.Where(line => line.Line != 0 && source >= line.Start && source < line.End).TakeLast(1));
                }
                else if (!reached.Contains(block))
                {
                    reached.Add(block);
                }
            }
        }

        return lines.DistinctBy(line => (line.File, line.Line)).OrderBy(line => line.Line);
    }
}
