// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on IoSpace.</summary>
public static class IoSpaceExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(IoSpace device, Page frame)
    {
        // Let the device read and write this frame at its address 0x100000.
        Require.Success(frame.MapIo(device, CapRights.ReadWrite, 0x10_0000));
    }
}
