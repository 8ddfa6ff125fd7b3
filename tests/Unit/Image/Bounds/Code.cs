// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Bounds;
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Tiny programs whose longest paths are known.</summary>
internal static class Code
{
    /// <summary>Reads a program of functions, entered at the first, <c>_start</c>.</summary>
    public static FlowProgram Read(string assembly, params (string Symbol, RoutineFacts Facts)[] facts) => FlowProgram.Of(
        ProgramAnalyzer.Analyze(ImageBuilder.Build(".global _start\n" + assembly)),
        facts.ToDictionary(pair => pair.Symbol, pair => pair.Facts),
        ["_start"]);

    /// <summary>A function in assembly.</summary>
    public static string Function(string name, string body) => $".type {name}, @function\n{name}:\n{body}\n.size {name}, . - {name}\n";

    /// <summary>The longest path, of a program that has no problems.</summary>
    public static long Longest(FlowProgram program, params IReadOnlyList<string> without)
    {
        Assert.Empty(program.Problems);
        Dictionary<string, long> assumptions = new() { ["Depth"] = 7 };
        return StretchBound.Of(program, new EntryPoint("start", "_start", without), assumptions).Instructions;
    }

    /// <summary>The longest path of a single function.</summary>
    public static long Longest(string body, params LoopFact[] loops) =>
        Longest(Read(Function("_start", body), ("_start", new RoutineFacts(loops))));

    /// <summary>The only problem of a program.</summary>
    public static string Problem(FlowProgram program) => Assert.Single(program.Problems);

    /// <summary>A loop that takes so many turns.</summary>
    public static LoopFact Turns(long turns) => new(turns, "");
}
