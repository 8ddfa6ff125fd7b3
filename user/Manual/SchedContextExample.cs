// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on SchedContext.</summary>
public static class SchedContextExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(SchedContext context, Tcb server)
    {
        // Make a server passive: from now on it runs on its callers' time.
        Require.Success(context.UnbindObject(server.Slot));
        Require.Success(context.Consumed(out var microseconds));
        Require.That(microseconds != 0);
    }
}
