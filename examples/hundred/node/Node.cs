// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Hundred;

/// <summary>One of a hundred: passes a token on. The first one begins, and begins the second round when the token is back.</summary>
[Component("node*")]
internal partial struct Node
{
    /// <summary>Whether this is node000.</summary>
    private static bool IsFirst => Configuration.Name.EndsWith("000"u8);

    public static void Init()
    {
        if (IsFirst)
        {
            DebugConsole.WriteLine("node000: the token leaves"u8);
            Next.Notify();
        }
    }

    public static void Notified(Channel channel)
    {
        if (channel == Previous)
        {
            PassAround();
        }
        else
        {
            PassFar();
        }
    }

    private static void PassAround()
    {
        if (IsFirst)
        {
            DebugConsole.WriteLine("node000: the token is back; now the long way"u8);
            Far.Notify();
            return;
        }

        Next.Notify();
    }

    private static void PassFar()
    {
        if (IsFirst)
        {
            DebugConsole.WriteLine("node000: the token is back from the long way"u8);
            return;
        }

        Far.Notify();
    }
}
