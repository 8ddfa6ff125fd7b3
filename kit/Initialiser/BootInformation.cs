// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Kit.Initialiser;

/// <summary>The blocks of further boot information, which lie behind the page of the first.</summary>
internal static unsafe class BootInformation
{
    private const ulong PageBytes = 1ul << ObjectSizes.PageBits;

    /// <summary>Finds a block; its length counts the header.</summary>
    public static bool Find(BootInfo* bootInfo, BootInfoHeaderId id, out BootInfoHeader* block)
    {
        var start = (byte*)bootInfo + PageBytes;
        for (ulong offset = 0; offset + BootInfoHeader.SizeBytes <= bootInfo->ExtraLength; offset += block->Length)
        {
            block = (BootInfoHeader*)(start + offset);
            if (block->Length < BootInfoHeader.SizeBytes || block->Length > bootInfo->ExtraLength - offset)
            {
                break;
            }

            if (block->Id == id)
            {
                return true;
            }
        }

        block = null;
        return false;
    }
}
