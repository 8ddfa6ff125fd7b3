// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Loading;
using Caprock.User.Memory;

namespace Caprock.Tests.Robustness;

/// <summary>The victims, which have nothing to do with the attackers but the machine.</summary>
internal static class Victims
{
    private const int Count = 2;
    private const byte Priority = 150;
    private const ulong SliceMicroseconds = 10_000;

    private static ulong answers;
    private static ulong firstQuestion;
    private static ulong secondQuestion;

    /// <summary>Makes and starts them.</summary>
    public static void Start()
    {
        answers = Home.Pool.Create(ObjectType.Notification);
        firstQuestion = Home.Pool.Create(ObjectType.Notification);
        secondQuestion = Home.Pool.Create(ObjectType.Notification);
        for (ulong i = 0; i < Count; i++)
        {
            Start(i);
        }
    }

    /// <summary>Asks them all; true when the memory of all is intact.</summary>
    public static bool AreIntact()
    {
        ulong seen = 0;
        Kernel.Signal(firstQuestion);
        Kernel.Signal(secondQuestion);
        while (((seen | (seen >> 1)) & 0b101) != 0b101)
        {
            seen |= Kernel.Wait(answers);
        }

        return seen == 0b101;
    }

    private static void Start(ulong number)
    {
        ComponentDescription description = default;
        description.Image = Images.Victim;
        description.CNodeBits = Layout.VictimCNodeBits;
        description.StackPages = 2;
        description.Priority = Priority;
        description.BudgetMicroseconds = SliceMicroseconds;
        description.PeriodMicroseconds = SliceMicroseconds;
        description.Argument = number + 1;
        var victim = ComponentBuilder.Build(ref Home.Pool, description, Home.SchedControl);
        Grant(victim, number == 0 ? firstQuestion : secondQuestion, Layout.VictimQuestion, CapRights.Read, 0);
        Grant(victim, answers, Layout.VictimIntact, CapRights.Write, 1ul << (int)(2 * number));
        Grant(victim, answers, Layout.VictimDamaged, CapRights.Write, 2ul << (int)(2 * number));
        ComponentBuilder.Start(victim);
    }

    private static void Grant(in Component component, ulong source, ulong slot, CapRights rights, ulong badge) =>
        Require.Success(RootCNode.Grant(source, component.CNode, Layout.VictimCNodeBits, slot, rights, badge));
}
