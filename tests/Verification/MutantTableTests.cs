// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using Caprock.Verification.Mutants;

namespace Caprock.Tests.Verification;

/// <summary>The list of seeded faults fits the kernel as it is.</summary>
public sealed class MutantTableTests
{
    private const int FewestFaults = 60;

    private static readonly string Root = typeof(MutantTable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "CaprockRoot").Value!;

    private static readonly IReadOnlyList<Mutant> Mutants = MutantTable.Read(Path.Combine(Root, "verification", "Mutants", "mutants.txt"));

    [Fact]
    public void Every_fault_changes_its_file_in_one_place()
    {
        foreach (Mutant mutant in Mutants)
        {
            string source = File.ReadAllText(Path.Combine(Root, "kernel", "Core", mutant.File));

            Assert.NotEqual(source, mutant.Apply(source));
        }
    }

    [Fact]
    public void There_are_many_and_few_of_them_are_not_counted()
    {
        int equivalent = Mutants.Count(it => it.Equivalence != null);

        Assert.True(Mutants.Count - equivalent >= FewestFaults);
        Assert.True(equivalent * 20 <= Mutants.Count);
    }
}
