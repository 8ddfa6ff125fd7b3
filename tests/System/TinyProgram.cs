// SPDX-License-Identifier: BSD-2-Clause
using System.Buffers.Binary;

namespace Caprock.Tests.System;

/// <summary>The smallest ELF file the kernel takes: one segment with one instruction.</summary>
internal static class TinyProgram
{
    /// <summary>Offset of the machine's number. Source: ELF-64 object file format 1.5, figure 3.</summary>
    public const int MachineOffset = 18;

    private const int HeaderBytes = 64;
    private const int ProgramHeaderBytes = 56;
    private const ushort Executable = 2;
    private const ushort X64 = 62;
    private const uint Load = 1;
    private const uint ReadAndExecute = 5;
    private const byte UndefinedInstruction = 0x0f;

    /// <summary>Makes one that is loaded at an address and takes that much memory.</summary>
    public static byte[] Make(ulong address, ulong memoryBytes)
    {
        var file = new byte[4096 + 16];
        byte[] identification = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        identification.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), Executable);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(MachineOffset), X64);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), address);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(32), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(52), HeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(54), ProgramHeaderBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), 1);
        var segment = file.AsSpan(HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(segment, Load);
        BinaryPrimitives.WriteUInt32LittleEndian(segment[4..], ReadAndExecute);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[8..], 4096);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[16..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[24..], address);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[32..], 16);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[40..], memoryBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(segment[48..], 4096);
        file[4096] = UndefinedInstruction;
        file[4097] = 0x0b;
        return file;
    }
}
