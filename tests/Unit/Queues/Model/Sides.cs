// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>An activation of each side, as an event handler of a component would be written.</summary>
internal static class Sides
{
    /// <summary>Puts in what is left as long as there is room.</summary>
    public static void Produce(ref SideState state, Scenario scenario)
    {
        while (state.Count < scenario.Elements)
        {
            for (uint i = 0; i < scenario.Batch && state.Count < scenario.Elements && state.Producer.TryPut(state.Count + 1); i++)
            {
                state.Count++;
            }

            if (state.Producer.HasUnpublished)
            {
                if (state.Producer.Publish())
                {
                    ModelMemory.Signal();
                }
            }
            else
            {
                if (state.Producer.MayWait(scenario.Room))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Takes out everything there is.</summary>
    public static void Consume(ref SideState state, Scenario scenario)
    {
        do
        {
            while (state.Consumer.TryTake(out var element))
            {
                state.Count++;
                state.IsWrong |= element != state.Count;
            }

            if (state.Consumer.Release())
            {
                ModelMemory.Signal();
            }
        }
        while (!state.Consumer.MayWait(scenario.Want));
    }
}
