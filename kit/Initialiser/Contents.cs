// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kit.Description.Format;

namespace Caprock.Kit.Initialiser;

/// <summary>Fills frames and sets variables, before anybody has the frames. What nothing is written to is zero: the kernel clears it.</summary>
internal static unsafe class Contents
{
    /// <summary>Fills everything.</summary>
    public static void Fill(Layout layout, BootInfo* bootInfo)
    {
        var fills = layout.Entries<FillEntry>(layout.Header->Fills);
        for (uint i = 0; i < layout.Header->Fills.Count; i++)
        {
            var fill = fills + i;
            if (fill->Source == FillEntry.FromData)
            {
                Copy(fill, layout.Entries<byte>(layout.Header->Data) + fill->DataOffset, fill->Length);
            }
            else if (fill->Source == FillEntry.MemoryFigures)
            {
                var figures = Memory.Figures();
                Copy(fill, (byte*)&figures, (ulong)sizeof(MemoryFigures));
            }
            else if (BootInformation.Find(bootInfo, (BootInfoHeaderId)fill->Source, out var block))
            {
                Copy(fill, (byte*)block, Math.Min(fill->Length, block->Length));
            }
        }

        var patches = layout.Entries<PatchEntry>(layout.Header->Patches);
        for (uint i = 0; i < layout.Header->Patches.Count; i++)
        {
            Set(patches + i);
        }

        FrameWindow.Close();
    }

    private static void Copy(FillEntry* fill, byte* source, ulong length)
    {
        var frameBytes = 1ul << (int)fill->SizeBits;
        for (ulong done = 0; done < length;)
        {
            var place = fill->Offset + done;
            var inFrame = place & (frameBytes - 1);
            var part = Math.Min(length - done, frameBytes - inFrame);
            var frame = FrameWindow.Open(fill->Object + (uint)(place >> (int)fill->SizeBits), fill->SizeBits);
            new ReadOnlySpan<byte>(source + done, (int)part).CopyTo(new Span<byte>(frame + inFrame, (int)part));
            done += part;
        }
    }

    private static void Set(PatchEntry* patch)
    {
        var bytes = FrameWindow.Open(patch->Object, ObjectSizes.PageBits) + patch->Offset;
        for (var i = 0; i < (int)patch->Length; i++)
        {
            bytes[i] = (byte)(patch->Value >> (8 * i));
        }
    }
}
