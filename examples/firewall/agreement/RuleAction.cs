// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Firewall;

/// <summary>What a rule says.</summary>
internal enum RuleAction : uint
{
    /// <summary>There is no rule here.</summary>
    None,

    /// <summary>They pass.</summary>
    Allow,

    /// <summary>They do not.</summary>
    Refuse,
}
