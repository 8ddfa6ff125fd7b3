// SPDX-License-Identifier: BSD-2-Clause
namespace System.Text.RegularExpressions;

/// <summary>Members of matches that this framework lacks.</summary>
internal static class Expressions
{
    extension(Group group)
    {
        /// <summary>What it matched.</summary>
        public string ValueSpan => group.Value;
    }
}
