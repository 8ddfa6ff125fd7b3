// SPDX-License-Identifier: BSD-2-Clause
using System.Threading;
using Caprock.Drivers.Network.Protocol;
using Caprock.User;

namespace Caprock.Drivers.Network.TransmitVirtualiser;

/// <summary>How another virtualiser takes the place of this one, and the other way round.</summary>
internal partial struct TransmitVirtualiser
{
    private static bool IsExchangeable => Configuration.RegionCount == 2 + (2 * clientCount);

    private static Channel Other => Configuration.Channel(1 + clientCount);

    private static ref ExchangeControl Control => ref Configuration.Region(1 + (2 * clientCount)).At<ExchangeControl>(0);

    private static uint Active => Volatile.Read(ref Control.Active);

    /// <summary>
    /// Who does not have the ends of the queues passes a notification on to who has them. While nobody has, it is for nobody: who takes
    /// them over looks.
    /// </summary>
    public static void Notified(Channel channel)
    {
        if (isActive)
        {
            Work();
        }
        else if (IsExchangeable && Active != 0)
        {
            Other.Notify();
        }
    }

    /// <summary>A notification may have been lost.</summary>
    public static void Beat()
    {
        if (isActive)
        {
            Work();
        }
    }

    private static bool TakeOver(Channel caller)
    {
        if (!MayExchange(caller) || Active != 0)
        {
            return false;
        }

        Control.Active = 1 + Other.Id;
        Begin();
        Control.ResumedTicks = Kernel.ReadTicks();
        Control.Count++;
        return NetworkLimits.AskTakeOver(Configuration.Channel(0));
    }

    /// <summary>Between two events everything is published and given back, so there is nothing to write down.</summary>
    private static bool HandOver(Channel caller)
    {
        if (!MayExchange(caller) || !isActive)
        {
            return false;
        }

        Control.LeftTicks = Kernel.ReadTicks();
        isActive = false;
        Volatile.Write(ref Control.Active, 0);
        return true;
    }

    private static bool SetShare(Channel caller, uint client, uint share) =>
        MayExchange(caller) && client < (uint)clientCount && Schedule.TrySetShare((int)client, share);

    private static bool MayExchange(Channel caller) => IsExchangeable && caller == Configuration.Channel(2 + clientCount);
}
