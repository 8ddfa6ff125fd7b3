// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Bench.Kernel;
using Caprock.User;
using Caprock.User.Memory;

namespace Caprock.Bench.WorstCase;

/// <summary>Queues of a thread of each priority: joined, cancelled and destroyed.</summary>
internal static unsafe class QueueCases
{
    private const ulong Badge = 5;

    private static ulong endpoint;
    private static ulong badged;
    private static ulong notification;

    /// <summary>Runs all.</summary>
    public static void Run()
    {
        badged = World.Slot();
        Interruptions.Repeat(&QueueBadged, &Cancel);
        Interruptions.Repeat(&QueueSenders, &DeleteEndpoint);
        Interruptions.Repeat(&QueueWaiters, &DeleteNotification);
        QueueSenders();
        Crowd.Stop();
        Require.Success(RootCNode.Delete(endpoint));
    }

    private static void QueueBadged()
    {
        Crowd.Stop();
        endpoint = World.Create(ObjectType.Endpoint);
        _ = RootCNode.Delete(badged); // Ignored: there is none the first time.
        Require.Success(RootCNode.Mint(endpoint, badged, CapRights.All, Badge));
        Crowd.Queue(Measuring.Sender, badged);
    }

    private static void Cancel() => Require.Success(RootCNode.Node.CancelBadgedSends(badged, RootCNode.FullDepth));

    private static void QueueSenders()
    {
        Crowd.Stop();
        endpoint = World.Create(ObjectType.Endpoint);
        Crowd.Queue(Measuring.Sender, endpoint);
    }

    private static void DeleteEndpoint() => Require.Success(RootCNode.Delete(endpoint));

    private static void QueueWaiters()
    {
        Crowd.Stop();
        notification = World.Create(ObjectType.Notification);
        Crowd.Queue(Measuring.Receiver, notification, unchecked((ulong)SystemCall.Wait));
    }

    private static void DeleteNotification() => Require.Success(RootCNode.Delete(notification));
}
