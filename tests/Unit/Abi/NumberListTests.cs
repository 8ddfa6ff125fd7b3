// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Emission;
using Caprock.Abi.Generators.Model;

namespace Caprock.Tests.Unit.Abi;

/// <summary>
/// The generated numbers against the lists made from libsel4: every line of a list, and every generated number with a C name.
/// </summary>
public class NumberListTests
{
    private const string PaddingPrefix = "_enum_pad_";

    public static TheoryData<string, string, bool> Lists => new()
    {
        { "x86_64-mcs-conformance", "Conformance", true },
        { "x86_64-mcs-benchmark", "Benchmark", false },
        { "aarch64-mcs-conformance", "Arm64/Conformance", true },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_number_of_the_list_is_generated_with_its_value(string list, string folder, bool isDebug)
    {
        var target = CompiledTarget.Of(folder);
        var generated = Numbers(target, isDebug);
        var faults = new List<string>();
        foreach (var (name, value) in NumberList.Read(list).Numbers.Select(n => (n.Name, n.Value)))
        {
            if (!generated.TryGetValue(name, out var actual))
            {
                faults.Add($"{name} is not generated");
            }
            else if (actual != value)
            {
                faults.Add($"{name} is {actual}, the list says {value}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void No_number_with_a_C_name_is_generated_that_the_list_lacks(string list, string folder, bool isDebug)
    {
        var listed = NumberList.Read(list).Numbers.Select(n => n.Name).ToHashSet();
        var superfluous = Numbers(CompiledTarget.Of(folder), isDebug).Keys.Where(name => !listed.Contains(name));
        Assert.Empty(superfluous);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void Every_structure_of_the_list_has_its_size_and_offsets(string list, string folder, bool isDebug)
    {
        _ = isDebug;
        var target = CompiledTarget.Of(folder);
        var faults = new List<string>();
        foreach (var structure in NumberList.Read(list).Structures)
        {
            Compare(target, structure, faults);
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void The_lists_are_read_completely()
    {
        var list = NumberList.Read("x86_64-mcs-conformance");
        Assert.Equal(5, list.Structures.Count);
        Assert.Equal(20, list.Structures.Single(s => s.Name == "seL4_UserContext").Fields.Count);
        var path = Path.Combine(AppContext.BaseDirectory, "Data", "x86_64-mcs-conformance.txt");
        var lines = File.ReadLines(path).Count(l => l.StartsWith(' '));
        Assert.Equal(lines, list.Numbers.Count + list.Structures.Sum(s => s.Fields.Count));
    }

    [Theory]
    [InlineData("Conformance")]
    [InlineData("Benchmark")]
    [InlineData("Microkit")]
    [InlineData("Arm64/Conformance")]
    public void Checked_in_numbers_are_those_of_the_source(string folder)
    {
        var target = CompiledTarget.Of(folder);
        foreach (var enumeration in target.Model.Enumerations.Append(NumberEmitter.Labels(target.Model)))
        {
            foreach (var member in enumeration.Members)
            {
                Assert.Equal(member.Value, target.Number(enumeration.About.Name, member.About.Name));
            }
        }
    }

    private static Dictionary<string, long> Numbers(CompiledTarget target, bool isDebug)
    {
        var numbers = new Dictionary<string, long>();
        var registers = target.Model.RegisterSets.Select(r => r.Enumeration).ToHashSet();
        foreach (var enumeration in target.Model.Enumerations.Append(NumberEmitter.Labels(target.Model))
            .Where(e => !registers.Contains(e.About.Name)))
        {
            Add(numbers, target, enumeration, isDebug);
        }

        foreach (var constants in target.Model.Constants.Append(NumberEmitter.NumberingLimits(target.Model)))
        {
            foreach (var member in constants.Members)
            {
                foreach (var name in member.About.CNames)
                {
                    numbers.Add(name, target.Number(constants.About.Name, member.About.Name));
                }
            }
        }

        return numbers;
    }

    private static void Add(Dictionary<string, long> numbers, CompiledTarget target, Enumeration enumeration, bool isDebug)
    {
        foreach (var member in enumeration.Members.Where(m => isDebug || m.About.Feature != "DebugSystemCalls"))
        {
            foreach (var name in member.About.CNames)
            {
                numbers.Add(name, target.Number(enumeration.About.Name, member.About.Name));
            }
        }

        if (enumeration.CCount.Length != 0)
        {
            numbers.Add(enumeration.CCount, enumeration.Members.Count);
        }

        if (enumeration.IsWidened)
        {
            var type = Enum.GetUnderlyingType(target.Type(enumeration.About.Name));
            Assert.Equal(8, System.Runtime.InteropServices.Marshal.SizeOf(type));
            numbers.Add(PaddingPrefix + enumeration.About.CNames[0], long.MaxValue);
        }
    }

    private static void Compare(CompiledTarget target, ListedStructure structure, List<string> faults)
    {
        if (target.Model.RegisterSets.SingleOrDefault(r => r.About.CNames[0] == structure.Name) is { } set)
        {
            var registers = target.Type(set.Enumeration);
            Expect(structure.Name, "size", structure.Size, 8 * Enum.GetValues(registers).Length, faults);
            foreach (var field in structure.Fields)
            {
                var name = set.Registers.SingleOrDefault(r => r.CNames[0] == field.Name)?.Name;
                Expect(structure.Name, field.Name, field.Offset, name is null ? -1 : 8 * target.Number(set.Enumeration, name), faults);
            }

            return;
        }

        var record = target.Model.Records.SingleOrDefault(r => r.About.CNames.Contains(structure.Name));
        if (record is null)
        {
            faults.Add($"{structure.Name} is not generated");
            return;
        }

        Expect(structure.Name, "alignment", structure.Alignment, record.Alignment, faults);
        CompareRecord(target, structure, record, faults);
    }

    private static void CompareRecord(
        CompiledTarget target, ListedStructure structure, Caprock.Abi.Generators.Model.Record record, List<string> faults)
    {
        var type = record.About.Name;
        Expect(structure.Name, "size", structure.Size, target.Number(type, "SizeBytes"), faults);
        Expect(structure.Name, "size", structure.Size, record.OffsetsOnly ? record.Size : target.Measure(type), faults);
        foreach (var field in structure.Fields)
        {
            var own = record.Fields.SingleOrDefault(f => f.About.CNames.Contains(field.Name));
            if (own is null)
            {
                faults.Add($"{structure.Name}.{field.Name} is not generated");
                continue;
            }

            var name = own.About.Name;
            var offset = record.OffsetsOnly ? 8 * target.Number(type, name + "Word") : target.Measure($"{type}_{name}_Offset");
            var size = record.OffsetsOnly ? own.Size : target.Measure($"{type}_{name}_Size");
            Expect(structure.Name, field.Name, field.Offset, offset, faults);
            Expect(structure.Name, field.Name + " size", field.Size, size, faults);
        }
    }

    private static void Expect(string structure, string what, long expected, long actual, List<string> faults)
    {
        if (expected != actual)
        {
            faults.Add($"{structure} {what}: {actual}, the list says {expected}");
        }
    }
}
