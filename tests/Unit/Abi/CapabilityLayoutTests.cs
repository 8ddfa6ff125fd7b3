// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Emission;
using Caprock.Abi.Generators.Model;
using Caprock.Abi.Generators.Reading;
using Caprock.Kernel.Capabilities;
using System.Reflection;

namespace Caprock.Tests.Unit.Abi;

/// <summary>The kernel's views of capabilities: every field of every view.</summary>
public class CapabilityLayoutTests
{
    private static readonly AbiModel Model = Read();

    public static TheoryData<string> Types
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (var layout in Model.Capabilities)
            {
                names.Add(layout.About.Name);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_field_set_is_the_field_read_and_no_other_bit_changes(string name)
    {
        var layout = Model.Capabilities.Single(c => c.About.Name == name);
        var view = View(name);
        foreach (var field in CapabilityEmitter.AllFields(layout))
        {
            foreach (var (word0, word1) in new[] { ((ulong)layout.Tag, 0ul), (ulong.MaxValue << 5 | (ulong)layout.Tag, ulong.MaxValue) })
            {
                foreach (var value in Values(field))
                {
                    var before = new Capability(word0, word1);
                    var after = Unwrap(view.GetMethod("With" + field.About.Name)!.Invoke(Wrap(view, before), [Typed(field, view, value)])!);
                    Assert.Equal(value, Read(field, view, after));
                    var changed0 = (before.Word0 ^ after.Word0) & ~(field.Word == 0 ? field.Mask : 0);
                    var changed1 = (before.Word1 ^ after.Word1) & ~(field.Word == 1 ? field.Mask : 0);
                    Assert.Equal((0ul, 0ul), (changed0, changed1));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Created_from_fields_a_capability_has_its_tag_and_these_fields(string name)
    {
        var layout = Model.Capabilities.Single(c => c.About.Name == name);
        var view = View(name);
        var fields = CapabilityEmitter.AllFields(layout);
        var values = fields.Select((f, i) => Values(f)[i % Values(f).Length]).ToArray();
        var create = view.GetMethod("Create")!;
        var made = Unwrap(create.Invoke(null, fields.Select((f, i) => Typed(f, view, values[i])).ToArray())!);
        Assert.Equal((CapabilityType)layout.Tag, made.Type);
        Assert.Equal(Enum.Parse<CapabilityType>(name), made.Type);
        Assert.Equal(values, fields.Select(f => Read(f, view, made)).ToArray());
    }

    [Fact]
    public void Fields_do_not_overlap_each_other_the_tag_or_the_address()
    {
        foreach (var layout in Model.Capabilities)
        {
            ulong[] used = [0x1f, 0];
            foreach (var field in CapabilityEmitter.AllFields(layout))
            {
                Assert.Equal(0ul, used[field.Word] & field.Mask);
                used[field.Word] |= field.Mask;
            }
        }
    }

    [Fact]
    public void Tags_are_consecutive_distinct_and_fit()
    {
        Assert.Equal(Enumerable.Range(1, Model.Capabilities.Count), Model.Capabilities.Select(c => c.Tag));
        Assert.True(Model.Capabilities.Count < 32);
        Assert.Equal(Model.Capabilities.Count + 1, Enum.GetValues<CapabilityType>().Length);
    }

    [Fact]
    public void A_view_is_given_only_for_its_own_tag()
    {
        foreach (var layout in Model.Capabilities)
        {
            var test = typeof(CapabilityViews).GetMethod("TryAs" + layout.About.Name)!;
            for (var tag = 0ul; tag < 32; tag++)
            {
                Assert.Equal((int)tag == layout.Tag, test.Invoke(null, [new Capability(0xffe0 | tag, 1), null]));
            }
        }
    }

    [Fact]
    public void Addresses_keep_their_upper_half()
    {
        const ulong Address = 0xffff_8000_1234_5660;
        var frame = FrameCapability.Create(
            Address, FrameSizeClass.Large, VmRights.ReadOnly, true, FrameMapType.VSpace, 4095, 0xffff_f000_0000_0000);
        Assert.Equal(Address, frame.ObjectAddress);
        Assert.Equal(Address, frame.Value.ObjectAddress);
        Assert.Equal(0xffff_f000_0000_0000, frame.MappedAddress);
        Assert.Equal(0x7fff_ffff_f000ul, frame.WithMappedAddress(0x7fff_ffff_f000).MappedAddress);
    }

    private static AbiModel Read()
    {
        var tree = SourceTree.Read(Repository.Root);
        return ModelReader.Read(tree, TargetReader.ReadEverything(tree, "X64"));
    }

    private static Type View(string name) =>
        typeof(Capability).Assembly.GetType($"Caprock.Kernel.Capabilities.{name}Capability", throwOnError: true)!;

    private static object Wrap(Type view, Capability value) => view
        .GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [typeof(Capability)])!.Invoke([value]);

    private static Capability Unwrap(object view) => (Capability)view.GetType().GetField("Value")!.GetValue(view)!;

    private static ulong Read(BitField field, Type view, Capability value) =>
        Convert.ToUInt64(view.GetProperty(field.About.Name)!.GetValue(Wrap(view, value)), null);

    private static object Typed(BitField field, Type view, ulong value)
    {
        var type = view.GetProperty(field.About.Name)!.PropertyType;
        return type.IsEnum ? Enum.ToObject(type, value) : Convert.ChangeType(value, type, null);
    }

    private static ulong[] Values(BitField field)
    {
        var largest = field.Mask >> field.Low;
        return field.IsSigned
            ? [0, 1, 0x7fff_ffff_ffff, 0xffff_8000_0000_0000, ulong.MaxValue]
            : [0, 1, largest, largest / 3 * 2, largest >> 1];
    }
}
