// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>An invocation.</summary>
/// <param name="About">Name of the method and documentation; the C name is the label's.</param>
/// <param name="Object">Object it is made on.</param>
/// <param name="Label">Number of the label.</param>
/// <param name="Parameters">Its parameters in order.</param>
/// <param name="Refusals">Its own errors.</param>
public sealed record Invocation(
    Named About, string Object, long Label, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>Name of the label.</summary>
    public string LabelName => Object + About.Name;

    /// <summary>Parameters that go to the kernel in words.</summary>
    public IEnumerable<Parameter> Inputs => Parameters.Where(p => !p.IsOutput && p.Kind != ParameterKind.Capability);

    /// <summary>Parameters that come back.</summary>
    public IEnumerable<Parameter> Outputs => Parameters.Where(p => p.IsOutput);

    /// <summary>Extra capabilities.</summary>
    public IEnumerable<Parameter> Capabilities => Parameters.Where(p => p.Kind == ParameterKind.Capability);

    /// <summary>Words of the message.</summary>
    public int MessageWords => Inputs.Select(p => (p.Bit + p.Bits + 63) / 64).DefaultIfEmpty(0).Max();

    /// <summary>Words that must be there: those in front of a register set, of which any number may come.</summary>
    public int RequiredWords =>
        Inputs.Where(p => p.Kind == ParameterKind.Value).Select(p => (p.Bit + p.Bits + 63) / 64).DefaultIfEmpty(0).Max();

    /// <summary>Words of the reply.</summary>
    public int ReplyWords => Outputs.Select(p => (p.Bit + p.Bits + 63) / 64).DefaultIfEmpty(0).Max();
}
