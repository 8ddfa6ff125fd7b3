// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Kit.Initialiser;

/// <summary>Tells on the serial line why the system cannot be built, and ends.</summary>
/// <remarks>Source of the registers: National Semiconductor PC16550D data sheet, section 8.0.</remarks>
internal static unsafe class Refusal
{
    private const ushort Data = 0x3f8;
    private const ushort LineStatus = Data + 5;
    private const ushort LastPort = Data + 7;
    private const byte TransmitterEmpty = 0x20;
    private const int MostPolls = 100_000;

    private static ulong slot;
    private static bool hasPorts;

    /// <summary>Sets the last empty slot aside for the ports of the serial line.</summary>
    public static void Initialise(BootInfo* bootInfo) => slot = Slot(bootInfo);

    /// <summary>That slot.</summary>
    public static ulong Slot(BootInfo* bootInfo) => bootInfo->Empty.End - 1;

    /// <summary>Says why, and ends.</summary>
    public static void Stop(ReadOnlySpan<byte> reason) => Stop(reason, default, Error.NoError);

    /// <summary>Says why and for which part of the description, and ends.</summary>
    public static void Stop(ReadOnlySpan<byte> reason, ReadOnlySpan<byte> name, Error error)
    {
        Write("initialiser: "u8);
        Write(reason);
        if (name.Length != 0)
        {
            Write(" '"u8);
            Write(name);
            Write("'"u8);
        }

        if (error != Error.NoError)
        {
            Write(", the kernel says "u8);
            Write(Text(error));
        }

        Write("\r\n"u8);
        while (true)
        {
            Require.Success(new Tcb((ulong)RootSlot.InitThreadTcb).Suspend());
        }
    }

    /// <summary>Goes on only after a success.</summary>
    public static void Unless(Error error, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> name)
    {
        if (error != Error.NoError)
        {
            Stop(reason, name, error);
        }
    }

    private static ReadOnlySpan<byte> Text(Error error) => error switch
    {
        Error.InvalidArgument => "invalid argument"u8,
        Error.InvalidCapability => "invalid capability"u8,
        Error.IllegalOperation => "illegal operation"u8,
        Error.RangeError => "out of range"u8,
        Error.AlignmentError => "wrong alignment"u8,
        Error.FailedLookup => "failed lookup"u8,
        Error.TruncatedMessage => "truncated message"u8,
        Error.DeleteFirst => "already there"u8,
        Error.RevokeFirst => "already given to somebody"u8,
        _ => "not enough memory"u8,
    };

    private static void Write(ReadOnlySpan<byte> text)
    {
        if (!hasPorts)
        {
            hasPorts = new IoPortControl((ulong)RootSlot.IoPortControl).Issue(
                Data, LastPort, RootCNode.Node, slot, RootCNode.FullDepth) == Error.NoError;
        }

        for (var i = 0; i < text.Length && hasPorts; i++)
        {
            var ports = new IoPort(slot);
            byte status = 0;
            for (var polls = 0; polls < MostPolls && (status & TransmitterEmpty) == 0; polls++)
            {
                Require.Success(ports.In8(LineStatus, out status));
            }

            Require.Success(ports.Out8(Data, text[i]));
        }
    }
}
