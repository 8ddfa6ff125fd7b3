// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Description.Traces;

/// <summary>Writes units of '.debug_line'.</summary>
internal static class LineSection
{
    private static readonly byte[] s_operandCounts = [0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1];

    /// <summary>A unit of version 4 with the files one.cs in /src/project and two.cs in its folder Sub.</summary>
    public static byte[] Version4(ByteWriter program, byte lineRange = 14)
    {
        ByteWriter rest = new ByteWriter().Bytes(1, 1, 1, unchecked((byte)-5), lineRange, 13).Bytes(s_operandCounts)
            .Name("/src/project").Name("/src/project/Sub").Bytes(0)
            .Name("one.cs").Bytes(1, 0, 0).Name("two.cs").Bytes(2, 0, 0).Bytes(0);
        return new ByteWriter().Sized(new ByteWriter().Half(4).Sized(rest).Bytes(program.ToArray())).ToArray();
    }

    /// <summary>A unit of version 5 with the files main.c and, in a relative folder, help.c.</summary>
    public static byte[] Version5(ByteWriter program, ulong textForm = 0x08)
    {
        ByteWriter rest = new ByteWriter().Bytes(1, 1, 1, unchecked((byte)-5), 14, 13).Bytes(s_operandCounts)
            .Bytes(1).Unsigned(1).Unsigned(textForm).Unsigned(2);
        Text(rest, "/src/c", 0);
        Text(rest, "lib", 7);
        rest.Bytes(3).Unsigned(1).Unsigned(textForm).Unsigned(2).Unsigned(0x0b).Unsigned(5).Unsigned(0x1e).Unsigned(2);
        Text(rest, "main.c", 11);
        rest.Bytes(0).Bytes(new byte[16]);
        Text(rest, "help.c", 18);
        rest.Bytes(1).Bytes(new byte[16]);
        return new ByteWriter().Sized(new ByteWriter().Half(5).Bytes(8, 0).Sized(rest).Bytes(program.ToArray())).ToArray();

        void Text(ByteWriter writer, string text, uint offset) => _ = textForm == 0x08 ? writer.Name(text) : writer.Word(offset);
    }

    /// <summary>The names that <see cref="Version5"/> refers to when they lie in a section of their own.</summary>
    public static byte[] Names => new ByteWriter().Name("/src/c").Name("lib").Name("main.c").Name("help.c").ToArray();

    /// <summary>Sets the address.</summary>
    public static ByteWriter At(this ByteWriter program, ulong address) => program.Bytes(0, 9, 2).Long(address);

    /// <summary>Goes on and adds a row.</summary>
    public static ByteWriter Row(this ByteWriter program, ulong bytes, long lines) =>
        program.Bytes(2).Unsigned(bytes).Bytes(3).Signed(lines).Bytes(1);

    /// <summary>Goes on and ends the sequence.</summary>
    public static ByteWriter End(this ByteWriter program, ulong bytes) => program.Bytes(2).Unsigned(bytes).Bytes(0, 1, 1);
}
