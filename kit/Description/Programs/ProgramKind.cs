// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Programs;

/// <summary>Which library a program is built with; it decides how the program finds its capabilities.</summary>
public enum ProgramKind
{
    /// <summary>libmicrokit: fixed slots, variables that are set, channel identifiers up to 61.</summary>
    Microkit,

    /// <summary>The kit's C# library: a configuration with everything it has.</summary>
    Component,
}
