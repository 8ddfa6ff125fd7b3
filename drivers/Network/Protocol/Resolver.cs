// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Components;

namespace Caprock.Drivers.Network.Protocol;

/// <summary>Calls of <see cref="IAddressResolver"/> and <see cref="IReceiver"/>, for components whose channels have no names.</summary>
public static class Resolver
{
    private const ulong TakeArpLabel = 0;
    private const ulong RegisterLabel = 0;
    private const ulong ResolveLabel = 1;

    /// <summary>Tells the receive virtualiser that the caller takes all of ARP.</summary>
    public static bool TakeArp(Channel receiver)
    {
        Message message;
        do
        {
            message = new Message(TakeArpLabel);
            receiver.Call(ref message);
        }
        while (message.IsRestarted);

        return message.Status(1) == CallStatus.Answered && message.Word0 != 0;
    }

    /// <summary>Says which address the caller has; false when it may not have it, or the resolver was started anew meanwhile.</summary>
    public static bool TryRegister(Channel resolver, uint address)
    {
        var message = new Message(RegisterLabel, address);
        resolver.Call(ref message);
        return message.Status(1) == CallStatus.Answered && message.Word0 != 0;
    }

    /// <summary>Asks for an Ethernet address that was heard within so many seconds; zero when there will be a notification.</summary>
    public static ulong Resolve(Channel resolver, uint address, uint seconds)
    {
        var message = new Message(ResolveLabel, address);
        message.Word1 = seconds;
        message.Set(ResolveLabel, 2);
        resolver.Call(ref message);
        return message.Status(1) == CallStatus.Answered ? message.Word0 : 0;
    }
}
