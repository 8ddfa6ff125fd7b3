// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Tests.Support;

/// <summary>The serial line, written by polling: works for kernels with and without debug output.</summary>
/// <remarks>Source: National Semiconductor PC16550D data sheet, section 8.0 (registers).</remarks>
public static class SerialLine
{
    private const ushort Data = 0x3f8;
    private const ushort LineStatus = Data + 5;
    private const byte DataReady = 0x01;
    private const byte TransmitterEmpty = 0x20;
    private const int MostPolls = 100_000;

    private static ulong slot;

    /// <summary>Takes the ports, with an empty slot for their capability.</summary>
    public static void Initialise(ulong emptySlot)
    {
        slot = emptySlot;
        Require.Success(new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
            Data, Data + 7, RootCNode.Node, slot, RootCNode.FullDepth));
    }

    /// <summary>Writes text.</summary>
    public static void Write(scoped ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Write(text[i]);
        }
    }

    /// <summary>Writes the characters of a literal, which are ASCII.</summary>
    public static void Write(scoped ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Write((byte)text[i]);
        }
    }

    /// <summary>Takes a character that somebody has typed.</summary>
    public static bool TryRead(out byte character)
    {
        var ports = new IoPort(slot);
        character = 0;
        Require.Success(ports.In8(LineStatus, out var status));
        if ((status & DataReady) == 0)
        {
            return false;
        }

        Require.Success(ports.In8(Data, out character));
        return true;
    }

    private static void Write(byte character)
    {
        var ports = new IoPort(slot);
        for (var polls = 0; polls < MostPolls; polls++)
        {
            Require.Success(ports.In8(LineStatus, out var status));
            if ((status & TransmitterEmpty) != 0)
            {
                break;
            }
        }

        Require.Success(ports.Out8(Data, character));
    }
}
