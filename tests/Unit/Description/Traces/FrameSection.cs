// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Writes '.eh_frame' as compilers for x86-64 do.</summary>
internal static class FrameSection
{
    /// <summary>An entry for all functions: the caller's stack pointer is rsp + 8, the return address lies below it.</summary>
    public static ByteWriter Common(string augmentation = "zR", params byte[] data)
    {
        byte[] augmentationData = data.Length == 0 ? [0x1b] : data;
        ByteWriter entry = new ByteWriter().Word(0).Bytes(1).Name(augmentation).Unsigned(1).Signed(-8).Bytes(16);
        if (augmentation.Length > 0)
        {
            entry.Unsigned((ulong)augmentationData.Length).Bytes(augmentationData);
        }

        return new ByteWriter().Sized(entry.Bytes(0x0c, 7, 8).Bytes(0x90, 1));
    }

    /// <summary>An entry for a function, whose common entry is the first one of the section.</summary>
    public static ByteWriter Function(this ByteWriter section, uint offset, uint bytes, params byte[] instructions)
    {
        ulong place = TestElf.FrameAddress + (ulong)section.Length + 8;
        ByteWriter entry = new ByteWriter().Word((uint)section.Length + 4)
            .Word((uint)(TestElf.CodeAddress + offset - place)).Word(bytes).Unsigned(0).Bytes(instructions);
        return section.Sized(entry);
    }
}
