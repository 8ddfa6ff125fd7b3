// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Caprock.Kit.Description.Format;

namespace Caprock.Tests.Unit.Description.Layout;

/// <summary>Structs that host and components share.</summary>
public sealed class FormatTests
{
    public static TheoryData<Type> Structs => [.. typeof(LayoutHeader).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(LayoutHeader).Namespace && type is { IsValueType: true, IsEnum: false })];

    [Theory]
    [MemberData(nameof(Structs))]
    public void A_struct_has_no_gaps_and_only_fields_that_are_the_same_everywhere(Type type)
    {
        FieldInfo[] fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        ulong end = 0;
        foreach (FieldInfo field in fields)
        {
            Assert.Equal(end, (ulong)Marshal.OffsetOf(type, field.Name));
            Assert.True(field.FieldType.IsEnum || field.FieldType.Namespace == type.Namespace
                || new[] { typeof(ushort), typeof(uint), typeof(ulong) }.Contains(field.FieldType));
            end += (ulong)Marshal.SizeOf(field.FieldType.IsEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType);
        }

        Assert.Equal(end, (ulong)Marshal.SizeOf(type));
        Assert.Equal(0ul, end % 8);
    }

    [Fact]
    public void The_magic_numbers_can_be_read_in_a_dump()
    {
        Assert.Equal("CAPROCKL", Encoding.ASCII.GetString(BitConverter.GetBytes(LayoutHeader.ExpectedMagic)));
        Assert.Equal("CAPROCKC", Encoding.ASCII.GetString(BitConverter.GetBytes(ComponentHeader.ExpectedMagic)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(61, 0)]
    [InlineData(62, 1)]
    [InlineData(124, 1)]
    [InlineData(125, 2)]
    [InlineData(187, 2)]
    [InlineData(188, 3)]
    [InlineData(3967, 62)]
    public void There_are_just_enough_groups(uint highestId, uint groups)
    {
        Assert.Equal(groups, ChannelGroups.GroupsFor(highestId));
        Assert.True(ChannelGroups.DirectIds(groups) + (groups * ChannelGroups.GroupBits) > highestId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(62)]
    public void Every_identifier_has_a_bit_of_its_own(uint groups)
    {
        uint direct = ChannelGroups.DirectIds(groups);
        uint last = direct + (groups * ChannelGroups.GroupBits) - 1;
        HashSet<(uint Group, uint Bit)> bits = [];
        for (uint id = direct; id <= last; id++)
        {
            Assert.InRange(ChannelGroups.GroupOf(id, groups), 0u, groups - 1);
            Assert.True(bits.Add((ChannelGroups.GroupOf(id, groups), ChannelGroups.BitInGroup(id, groups))));
        }

        Assert.Equal(64 * (int)groups, bits.Count);
    }
}
