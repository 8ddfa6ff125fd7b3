// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Image.Bounds;
using Iced.Intel;

namespace Caprock.Tests.Unit.Image.Bounds;

/// <summary>Following instructions that a program executed.</summary>
public sealed class StretchObserverTests
{
    private static readonly Dictionary<string, long> s_nothing = [];
    private static readonly FlowProgram s_program = Code.Read(
        Code.Function("_start", """
          nop
        1: call look
          mov rax, [rax]
          test rax, rax
          jne 1b
          iretq
        """) + Code.Function("look", "nop\nret"),
        ("_start", new RoutineFacts([Code.Turns(3)])),
        ("look", new RoutineFacts([], CallLimit: 1)));

    private readonly StretchObserver observer = new(s_program, [new EntryPoint("start", "_start")], "look");
    private readonly StretchObserver blind = new(s_program, [new EntryPoint("start", "_start")], "nothing");

    [Fact]
    public void A_stretch_ends_where_the_kernel_is_left()
    {
        Run(blind, turns: 1);

        Assert.Equal((1, 1 + 6 + 1), (blind.Count(0), blind.Longest(0)));
    }

    [Fact]
    public void A_stretch_ends_where_interrupts_are_asked_for()
    {
        Run(observer, turns: 2);

        Assert.Equal((1, 1 + 4 + 1), (observer.Count(0), observer.Longest(0)));
    }

    [Fact]
    public void Instructions_outside_do_not_count()
    {
        observer.Visit(At("look", 0));
        observer.Visit(At("look", 1));

        Assert.Equal(0, observer.Count(0));
        Assert.All(observer.Calls, call => Assert.Equal(0, call.Seen));
    }

    [Fact]
    public void An_instruction_that_is_begun_anew_counts_once()
    {
        Run(blind, turns: 1, times: 2);

        Assert.Equal(1 + 6 + 1, blind.Longest(0));
    }

    [Fact]
    public void Loops_and_calls_within_their_bounds_contradict_nothing()
    {
        Run(observer, turns: 3);

        Assert.Empty(observer.Contradictions(s_nothing));
    }

    [Fact]
    public void A_turn_too_many_is_a_contradiction()
    {
        Run(blind, turns: 4);

        Assert.Contains(blind.Contradictions(s_nothing), text => text.Contains("loop of _start", StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_too_many_is_a_contradiction()
    {
        Run(blind, turns: 2);

        Assert.Equal("look was called 2 times in one stretch, more often than 1", Assert.Single(blind.Contradictions(s_nothing)));
    }

    [Fact]
    public void A_stretch_counts_for_the_entry_that_leaves_out_most()
    {
        StretchObserver apart = new(s_program, [new EntryPoint("any", "_start"), new EntryPoint("other", "_start", "look")], "nothing");
        apart.Visit(At("_start", 0));
        apart.Visit(At("_start", 5));
        Run(apart, turns: 1);

        Assert.Equal((1, 1), (apart.Count(0), apart.Count(1)));
        Assert.Equal((8, 2), (apart.Longest(0), apart.Longest(1)));
    }

    private static void Run(StretchObserver observer, int turns, int times = 1)
    {
        List<ulong> path = [At("_start", 0)];
        for (int turn = 0; turn < turns; turn++)
        {
            path.AddRange([At("_start", 1), At("look", 0), At("look", 1), At("_start", 2), At("_start", 3), At("_start", 4)]);
        }

        path.Add(At("_start", 5));
        foreach (ulong address in path.SelectMany(address => Enumerable.Repeat(address, times)))
        {
            observer.Visit(address);
        }
    }

    private static ulong At(string routine, int index)
    {
        List<Instruction> instructions = s_program.Routines.Single(known => known.Routine.Name == routine).Routine.Instructions;
        return instructions[index].IP;
    }
}
