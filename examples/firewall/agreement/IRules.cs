// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>What the web page asks a filter.</summary>
[Procedures]
internal interface IRules
{
    /// <summary>Replaces a rule. What goes on and is not allowed any more ends at once. False when there is no such rule.</summary>
    bool Set(uint index, in Rule rule);

    /// <summary>Reads a rule; false when there is none of that number.</summary>
    bool Get(uint index, out Rule rule);

    /// <summary>Reads the counters.</summary>
    Counters Read();
}
