// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Image.MachineCode;

namespace Caprock.Tools.Image.Checks;

/// <summary>An image under check; what several checks need is computed once.</summary>
public sealed class CheckContext
{
    private readonly Lazy<ProgramAnalysis> _program;
    private readonly Lazy<CallCycles> _cycles;
    private readonly Lazy<StackBounds> _stack;

    /// <summary>Prepares the checks of an image.</summary>
    public CheckContext(ElfImage image, CheckOptions options)
    {
        Image = image;
        Options = options;
        _program = new(() => ProgramAnalyzer.Analyze(image));
        _cycles = new(() => CallCycles.Find(Program));
        _stack = new(() => StackBounds.Compute(Program, Cycles));
    }

    /// <summary>The image.</summary>
    public ElfImage Image { get; }

    /// <summary>What it is held to.</summary>
    public CheckOptions Options { get; }

    /// <summary>Its machine code.</summary>
    public ProgramAnalysis Program => _program.Value;

    /// <summary>Its call graph.</summary>
    public CallCycles Cycles => _cycles.Value;

    /// <summary>Its stack use.</summary>
    public StackBounds Stack => _stack.Value;
}
