// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on Endpoint.</summary>
public static class EndpointExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(ulong endpoint, ulong reply)
    {
        // A server: take a request, answer it, take the next one.
        MessageWords words = default;
        var info = Kernel.Receive(endpoint, reply, ref words, out var client);
        while (true)
        {
            words.Word0 = info.Label + client;
            info = Kernel.ReplyReceive(endpoint, reply, MessageInfo.Create(0, 0, 0, 1), ref words, out client);
        }
    }
}
