// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Reply.</summary>
public static class ReplyExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(ulong endpoint, ulong reply)
    {
        // The reply object names the caller until it is answered, here by a plain send.
        MessageWords words = default;
        Require.That(Kernel.Receive(endpoint, reply, ref words, out _).Length == 0);
        Kernel.Send(reply, MessageInfo.Create(0, 0, 0, 0), ref words);
    }
}
