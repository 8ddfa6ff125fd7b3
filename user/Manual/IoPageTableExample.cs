// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on IoPageTable.</summary>
public static class IoPageTableExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(IoPageTable table, IoSpace device)
    {
        // Let the device's address 0x100000 be translated by this table.
        Require.Success(table.Map(device, 0x10_0000));
    }
}
