// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Programs;
using Caprock.Kit.Elf;

namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Mutated programs: there are sound tables, or the program is refused.</summary>
public sealed class TraceFuzzTests
{
    private const int RoundsForEachSeed = 4000;

    private static readonly byte[][] s_programs =
    [
        TraceTableTests.Component.ToBytes(),
        new TestElf
        {
            Functions = [(0, 64, "main"), (64, 64, "other")],
            Sections =
            [
                (".debug_line", LineSection.Version5(
                    new ByteWriter().At(TestElf.CodeAddress).Bytes(4, 0).Row(0, 3).Bytes(60, 90, 130, 200).Row(9, 4).End(30), 0x1f)),
                (".debug_line_str", LineSection.Names),
                (".eh_frame", FrameSection.Common("zPLR", 0x1b, 1, 2, 3, 4, 0x1b, 0x1b)
                    .Function(0, 64, 0x0a, 0x41, 0x0e, 16, 0x86, 2, 0x0b, 0x02, 9, 0x13, 0x7c, 0x0f, 2, 0x77, 0).ToArray()),
            ],
        }.ToBytes(),
        new TestElf
        {
            Functions = [(0, 64, "main")],
            Sections =
            [
                (".debug_frame", new ByteWriter()
                    .Sized(new ByteWriter().Word(uint.MaxValue).Bytes(4).Name("").Bytes(8, 0, 1, 0x78, 16, 0x0c, 7, 8, 0x90, 1))
                    .Sized(new ByteWriter().Word(0).Long(TestElf.CodeAddress).Long(64).Bytes(0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6, 0xc6))
                    .ToArray()),
            ],
        }.ToBytes(),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_mutated_program_has_sound_tables_or_is_refused(int seed)
    {
        Random random = new(seed);
        int refused = 0;
        for (int round = 0; round < RoundsForEachSeed; round++)
        {
            byte[] bytes = Mutate(s_programs[round % s_programs.Length], random);
            try
            {
                ElfImage image = ElfImage.Parse(bytes, "mutated.elf");
                byte[] trace = TraceBuilder.Build(image, image);
                if (trace.Length != 0)
                {
                    new TraceView(trace).CheckInvariants();
                }
            }
            catch (ElfFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, RoundsForEachSeed / 20, RoundsForEachSeed * 19 / 20);
    }

    /// <summary>Changes some bytes, most of them to values that mean much: small, large, negative.</summary>
    private static byte[] Mutate(byte[] program, Random random)
    {
        ReadOnlySpan<byte> extremes = [0, 1, 2, 0x7f, 0x80, 0xff];
        byte[] bytes = [.. program];
        for (int change = random.Next(1, 6); change > 0; change--)
        {
            int place = random.Next(bytes.Length);
            bytes[place] = random.Next(3) == 0 ? (byte)random.Next(256) : extremes[random.Next(extremes.Length)];
        }

        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}
