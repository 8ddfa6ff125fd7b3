// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.PassiveServer;

/// <summary>What the adder does for who may call it.</summary>
[Procedures]
internal interface IAdder
{
    /// <summary>The sum of two numbers.</summary>
    ulong Add(ulong left, ulong right);

    /// <summary>How many sums there have been.</summary>
    ulong Count();
}
