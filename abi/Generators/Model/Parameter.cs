// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A parameter of an invocation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Kind">How it travels.</param>
/// <param name="Type">Name of its C# type.</param>
/// <param name="Convert">What kind of type a value has.</param>
/// <param name="IsOutput">Whether it comes back.</param>
/// <param name="Bit">First bit in the message's words, for values and register sets.</param>
/// <param name="Bits">Number of bits, for values and register sets.</param>
public sealed record Parameter(
    string Name, string Summary, ParameterKind Kind, string Type, ValueKind Convert, bool IsOutput, int Bit, int Bits)
{
    /// <summary>Message word it begins in.</summary>
    public int Word => Bit / 64;

    /// <summary>Bit of that word.</summary>
    public int Shift => Bit % 64;
}
