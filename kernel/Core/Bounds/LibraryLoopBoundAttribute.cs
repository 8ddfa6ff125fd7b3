// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Bounds;

/// <summary>How many turns the loop of a library's function takes at most, for all that the kernel calls it with.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LibraryLoopBoundAttribute : Attribute
{
    /// <summary>A function, by its symbol in the image, and a number of turns.</summary>
    public LibraryLoopBoundAttribute(string symbol, int turns)
    {
        Symbol = symbol;
        Turns = turns;
    }

    /// <summary>The function.</summary>
    public string Symbol { get; }

    /// <summary>The number.</summary>
    public int Turns { get; }
}
