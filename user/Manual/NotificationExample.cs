// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Notification.</summary>
public static class NotificationExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(ulong notification, ulong badged)
    {
        // One thread signals through a badged capability; another waits and reads which badges came.
        Kernel.Signal(badged);
        Require.That(Kernel.Wait(notification) != 0);
    }
}
