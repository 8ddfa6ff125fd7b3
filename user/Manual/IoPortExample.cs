// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on IoPort.</summary>
public static class IoPortExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(IoPort serial)
    {
        // Send a character through COM1 once the transmitter is empty.
        byte status;
        do
        {
            Require.Success(serial.In8(0x3fd, out status));
        }
        while ((status & 0x20) == 0);
        Require.Success(serial.Out8(0x3f8, (byte)'!'));
    }
}
