// SPDX-License-Identifier: BSD-2-Clause
using Iced.Intel;

namespace Caprock.Tools.Image.Bounds;

/// <summary>Recognises loops whose number of turns the machine code itself fixes.</summary>
/// <remarks>One register is set to a constant before the loop, changed in it once, by a constant and in every turn, and compared with
/// a constant where every turn ends; the loop goes on only while it is below, above or different.</remarks>
internal static class CountedLoop
{
    private const long Most = 1 << 20;

    /// <summary>The number of turns, null when it cannot be read from the code.</summary>
    public static long? Turns(FlowRegion loop, FlowGraph graph)
    {
        if (loop.Latches.Count != 1 || loop.Latches[0].Instructions is not { Count: >= 2 } end
            || end[^1].FlowControl != FlowControl.ConditionalBranch)
        {
            return null;
        }

        Instruction test = end[^2];
        Register counter = test.Op0Kind == OpKind.Register ? test.Op0Register.GetFullRegister() : Register.None;
        long? limit = Limit(test);
        bool goesOnIfTaken = end[^1].NearBranchTarget == loop.Entry.Address;
        if (limit is null || counter == Register.None
            || Step(loop, counter) is not long step
            || Start(loop, graph, counter) is not long start)
        {
            return null;
        }

        ConditionCode condition = goesOnIfTaken ? end[^1].ConditionCode : Opposite(end[^1].ConditionCode);
        return Count(start, step, limit.Value, condition);
    }

    private static long? Limit(in Instruction test) => test.Mnemonic switch
    {
        Mnemonic.Cmp when test.Op1Kind.IsImmediate() => (long)test.GetImmediate(1),
        Mnemonic.Test when test.Op1Kind == OpKind.Register && test.Op1Register == test.Op0Register => 0,
        Mnemonic.Dec => 0,
        _ => null,
    };

    private static long? Step(FlowRegion loop, Register counter)
    {
        long? step = null;
        foreach (FlowBlock block in loop.Blocks)
        {
            foreach (Instruction instruction in block.Instructions)
            {
                if (!Writes(instruction, counter))
                {
                    continue;
                }

                // Only once and in the block that every turn ends with.
                if (step is not null || block != loop.Latches[0] || Change(instruction) is not long change || change == 0)
                {
                    return null;
                }

                step = change;
            }
        }

        return step;
    }

    private static long? Change(in Instruction instruction) => instruction.Mnemonic switch
    {
        Mnemonic.Inc => 1,
        Mnemonic.Dec => -1,
        Mnemonic.Add when instruction.Op1Kind.IsImmediate() => (long)instruction.GetImmediate(1),
        Mnemonic.Sub when instruction.Op1Kind.IsImmediate() => -(long)instruction.GetImmediate(1),
        _ => null,
    };

    /// <summary>The constant that every way into the loop leaves in the counter.</summary>
    private static long? Start(FlowRegion loop, FlowGraph graph, Register counter)
    {
        List<FlowBlock> before = [.. graph.Blocks.Where(block => !loop.Blocks.Contains(block) && block.Successors.Contains(loop.Entry))];
        if (before.Count != 1)
        {
            return null;
        }

        FlowBlock block = before[0];
        while (true)
        {
            for (int index = block.Instructions.Count - 1; index >= 0; index--)
            {
                if (Writes(block.Instructions[index], counter))
                {
                    return Constant(block.Instructions[index]);
                }
            }

            List<FlowBlock> previous = [.. graph.Blocks.Where(other => other.Successors.Contains(block))];
            if (previous.Count != 1 || block == graph.Entry || previous[0] == before[0])
            {
                return null;
            }

            block = previous[0];
        }
    }

    private static long? Constant(in Instruction instruction) => instruction.Mnemonic switch
    {
        Mnemonic.Xor when instruction.Op1Kind == OpKind.Register && instruction.Op1Register == instruction.Op0Register => 0,
        Mnemonic.Mov when instruction.Op1Kind.IsImmediate() => (long)instruction.GetImmediate(1),
        _ => null,
    };

    private static bool Writes(in Instruction instruction, Register register)
    {
        if (instruction.FlowControl is FlowControl.Call or FlowControl.IndirectCall)
        {
            // Callee-saved in the System V convention: rbx, rbp, r12 to r15.
            return register is not (Register.RBX or Register.RBP or Register.R12 or Register.R13 or Register.R14 or Register.R15);
        }

        InstructionInfoFactory factory = new();
        foreach (UsedRegister used in factory.GetInfo(instruction).GetUsedRegisters())
        {
            if (used.Register.GetFullRegister() == register
                && used.Access is OpAccess.Write or OpAccess.ReadWrite or OpAccess.CondWrite or OpAccess.ReadCondWrite
                && !(instruction.Mnemonic is Mnemonic.Cmp or Mnemonic.Test))
            {
                return true;
            }
        }

        return false;
    }

    private static long? Count(long start, long step, long limit, ConditionCode goesOn)
    {
        long value = start;
        for (long turns = 1; turns <= Most; turns++)
        {
            value += step;
            bool? again = goesOn switch
            {
                ConditionCode.b or ConditionCode.l => value < limit && value >= 0,
                ConditionCode.be or ConditionCode.le => value <= limit && value >= 0,
                ConditionCode.ne => value != limit,
                ConditionCode.ge => value >= limit,
                ConditionCode.g => value > limit,
                _ => null,
            };
            if (again is null)
            {
                return null;
            }

            if (again == false)
            {
                return turns;
            }
        }

        return null;
    }

    private static ConditionCode Opposite(ConditionCode code) => code switch
    {
        ConditionCode.b => ConditionCode.ae,
        ConditionCode.ae => ConditionCode.b,
        ConditionCode.be => ConditionCode.a,
        ConditionCode.a => ConditionCode.be,
        ConditionCode.l => ConditionCode.ge,
        ConditionCode.ge => ConditionCode.l,
        ConditionCode.le => ConditionCode.g,
        ConditionCode.g => ConditionCode.le,
        ConditionCode.e => ConditionCode.ne,
        ConditionCode.ne => ConditionCode.e,
        _ => ConditionCode.None,
    };
}
