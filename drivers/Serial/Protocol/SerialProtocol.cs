// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Serial.Protocol;

/// <summary>Numbers that the components of a serial line agree on.</summary>
public static class SerialProtocol
{
    /// <summary>Clients of a virtualiser at most.</summary>
    public const int MostClients = 32;

    /// <summary>The key after which the next key chooses who gets the input: Ctrl-].</summary>
    public const byte SwitchKey = 0x1d;

    /// <summary>Identifier of the channel from the receive to the transmit virtualiser, where there is one.</summary>
    public const uint AnnouncementChannel = 1000;
}
