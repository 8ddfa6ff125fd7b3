// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>How a parameter travels.</summary>
public enum ParameterKind
{
    /// <summary>In message words.</summary>
    Value,

    /// <summary>As an extra capability.</summary>
    Capability,

    /// <summary>As a register set, in consecutive message words.</summary>
    Registers,
}
