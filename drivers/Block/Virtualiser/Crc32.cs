// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Block.Virtualiser;

/// <summary>The sum of a GPT. Source: UEFI Specification 2.10, 5.3.2; ISO 3309, polynomial 0x04c11db7, bits reversed.</summary>
internal static class Crc32
{
    /// <summary>The sum of nothing, before <see cref="End"/>.</summary>
    public const uint Start = uint.MaxValue;

    private const uint Polynomial = 0xedb8_8320;

    /// <summary>Adds bytes.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            sum ^= bytes[i];
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) != 0 ? Polynomial : 0);
            }
        }

        return sum;
    }

    /// <summary>The sum.</summary>
    public static uint End(uint sum) => ~sum;
}
