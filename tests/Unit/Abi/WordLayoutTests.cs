// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Unit.Abi;

/// <summary>The packed words of the interface.</summary>
public class WordLayoutTests
{
    [Fact]
    public void Message_info_has_label_unwrapped_extra_caps_and_length_from_the_top()
    {
        Assert.Equal((0x123ul << 12) | (5ul << 9) | (2ul << 7) | 119, MessageInfo.Create(0x123, 5, 2, 119).Word);
        var info = new MessageInfo(ulong.MaxValue);
        Assert.Equal((1ul << 52) - 1, info.Label);
        Assert.Equal(7ul, info.CapsUnwrapped);
        Assert.Equal(3ul, info.ExtraCaps);
        Assert.Equal(127ul, info.Length);
    }

    [Fact]
    public void Message_info_fields_do_not_disturb_each_other()
    {
        var info = MessageInfo.Create(0xabc, 1, 2, 3);
        Assert.Equal(MessageInfo.Create(0xdef, 1, 2, 3).Word, info.WithLabel(0xdef).Word);
        Assert.Equal(MessageInfo.Create(0xabc, 7, 2, 3).Word, info.WithCapsUnwrapped(7).Word);
        Assert.Equal(MessageInfo.Create(0xabc, 1, 0, 3).Word, info.WithExtraCaps(0).Word);
        Assert.Equal(MessageInfo.Create(0xabc, 1, 2, 120).Word, info.WithLength(120).Word);
    }

    [Fact]
    public void Message_info_drops_bits_that_do_not_fit()
    {
        Assert.Equal(3ul, MessageInfo.Create(0, 0, 0, 128 + 3).Word);
        Assert.Equal(0ul, MessageInfo.Create(0, 0, 4, 0).Word);
        Assert.Equal(1ul << 7, MessageInfo.Create(0, 0, 1, 0).WithCapsUnwrapped(8).Word);
    }

    [Fact]
    public void Rights_have_the_bits_of_libsel4()
    {
        Assert.Equal(1ul, CapRights.Create(false, false, false, true).Word);
        Assert.Equal(2ul, CapRights.Create(false, false, true, false).Word);
        Assert.Equal(4ul, CapRights.Create(false, true, false, false).Word);
        Assert.Equal(8ul, CapRights.Create(true, false, false, false).Word);
        Assert.Equal(15ul, CapRights.All.Word);
        Assert.True(CapRights.ReadWrite.CanRead && CapRights.ReadWrite.CanWrite && !CapRights.ReadWrite.CanGrant
            && !CapRights.ReadWrite.CanGrantReply);
    }

    [Fact]
    public void Guard_data_has_the_size_in_the_low_bits()
    {
        Assert.Equal((5ul << 6) | 63, CNodeCapData.Create(5, 63).Word);
        Assert.Equal(5ul, new CNodeCapData((5ul << 6) | 63).Guard);
    }

    [Fact]
    public void Device_data_has_domain_bus_device_and_function() =>
        Assert.Equal(0x1234_ab_e5ul, IoSpaceCapData.Create(0x1234, 0xab, 0x1c, 5).Word);
}
