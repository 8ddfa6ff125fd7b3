// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>The interface as one target has it.</summary>
/// <param name="Target">The target.</param>
/// <param name="AllFeatures">Every feature there is, with its documentation.</param>
/// <param name="Enumerations">Enums, those of invocation labels excepted.</param>
/// <param name="Constants">Classes of constants.</param>
/// <param name="Words">Packed words.</param>
/// <param name="Records">Structures in memory.</param>
/// <param name="RegisterSets">Register sets.</param>
/// <param name="Objects">Objects, those with invocations in the order of their labels.</param>
/// <param name="LabelCounts">Numbers of labels: how many there are up to the end of each part.</param>
/// <param name="TypeCounts">Numbers of object types: how many there are before each part.</param>
/// <param name="Capabilities">Layouts of capabilities.</param>
/// <param name="CapabilityEnums">Enums used in them.</param>
public sealed record AbiModel(
    Target Target,
    IReadOnlyList<Named> AllFeatures,
    IReadOnlyList<Enumeration> Enumerations,
    IReadOnlyList<Constants> Constants,
    IReadOnlyList<WordLayout> Words,
    IReadOnlyList<Record> Records,
    IReadOnlyList<RegisterSet> RegisterSets,
    IReadOnlyList<KernelObject> Objects,
    IReadOnlyList<Number> LabelCounts,
    IReadOnlyList<Number> TypeCounts,
    IReadOnlyList<CapabilityLayout> Capabilities,
    IReadOnlyList<Enumeration> CapabilityEnums)
{
    /// <summary>Invocations in the order of their labels.</summary>
    public IEnumerable<Invocation> Invocations => Objects.SelectMany(o => o.Invocations).OrderBy(i => i.Label);

    /// <summary>The enum of a name.</summary>
    public Enumeration Enumeration(string name) => Enumerations.Single(e => e.About.Name == name);
}
