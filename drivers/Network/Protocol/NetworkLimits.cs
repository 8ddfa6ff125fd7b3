// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>Numbers that the components of a network device agree on.</summary>
public static class NetworkLimits
{
    /// <summary>Clients of a device at most.</summary>
    public const int MostClients = 16;

    /// <summary>Size of a buffer for received frames.</summary>
    public const uint BufferBytes = 2048;

    /// <summary>Buffers that a queue of any size has room for, as far as who looks for them goes.</summary>
    public const uint MostUnderWay = 4096;

    /// <summary>The largest share of a client.</summary>
    public const uint LargestShare = 1000;

    private const ulong TakeOverLabel = 1;
    private const ulong AbilitiesLabel = 2;
    private const int LastByteShift = 40;
    private const ulong LocallyAdministered = 2;

    /// <summary>The address of a client: the device's, marked as local, with the client's number added to its last byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong AddressOf(ulong device, int client)
    {
        var last = ((device >> LastByteShift) + (ulong)client) & 0xff;
        return (device & ((1ul << LastByteShift) - 1)) | (last << LastByteShift) | LocallyAdministered;
    }

    /// <summary>Asks a driver for its device's address; for components whose channels have no names.</summary>
    public static ulong AskAddress(Channel driver)
    {
        Message message;
        do
        {
            message = new Message(0);
            driver.Call(ref message);
        }
        while (message.IsRestarted);

        if (message.Status(1) != CallStatus.Answered)
        {
            Failure.Stop("the network driver does not tell its device's address"u8);
        }

        return message.Word0;
    }

    /// <summary>Asks a driver or transmit virtualiser what it does for clients; for components whose channels have no names.</summary>
    public static ulong AskAbilities(Channel driver)
    {
        Message message;
        do
        {
            message = new Message(AbilitiesLabel);
            driver.Call(ref message);
        }
        while (message.IsRestarted);

        return message.Status(1) == CallStatus.Answered ? message.Word0 : 0;
    }

    /// <summary>Tells a driver that it is this component which sends from now on; for components whose channels have no names.</summary>
    public static bool AskTakeOver(Channel driver)
    {
        var message = new Message(TakeOverLabel);
        driver.Call(ref message);
        return message.Status(1) == CallStatus.Answered && message.Word0 != 0;
    }
}
