// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Services.Shell.Commands;

/// <summary>A console: commands typed at a serial line, about the components of the system and the files of a file server.</summary>
/// <remarks>
/// It can do what its description gives it and no more. Its memory is fixed; what is typed is data, and none of it can do more than be a
/// command. A line that the monitor writes appears above the one that is typed.
/// </remarks>
[Component]
internal partial struct Shell
{
    private const uint TransmitId = 0;
    private const uint ReceiveId = 1;
    private const uint FilesId = 2;
    private const uint PowerId = 3;
    private const int QueueRegions = 2;
    private const int FileRegions = 2;

    private static Channel files;
    private static Channel power;
    private static bool hasFiles;
    private static bool hasPower;

    /// <summary>Whether there is somebody who switches the machine off.</summary>
    public static bool CanSwitchOff => hasPower;

    /// <summary>The first memory region that it only looks at.</summary>
    public static int FirstWatched => QueueRegions + (hasFiles ? FileRegions : 0);

    public static void Init()
    {
        hasFiles = TryFind(FilesId, out files);
        hasPower = TryFind(PowerId, out power);
        var hasLine = TryFind(TransmitId, out var transmitter) & TryFind(ReceiveId, out var receiver);
        if (!hasLine || Configuration.RegionCount < FirstWatched || !SystemView.IsThere)
        {
            Failure.Stop("shell needs monitor_control, the serial virtualisers as channels 0 and 1, and their queues"u8);
        }

        Terminal.Attach(SerialLine.Attach(Configuration.Region(0), transmitter, Configuration.Region(1), receiver));
        if (hasFiles)
        {
            FileStore.Attach(Configuration.Region(QueueRegions), Configuration.Region(QueueRegions + 1), files);
        }

        Terminal.Write("\r\nCaprock console; 'help' lists the commands\r\n"u8);
        Input.Begin();
        Work();
    }

    public static void Notified(Channel channel)
    {
        Terminal.Unblock();
        Work();
    }

    public static void MonitorWrote(ReadOnlySpan<byte> line)
    {
        Input.Above(line);
        Work();
    }

    public static void PeerRestarted(Channel channel)
    {
        if (hasFiles && channel == files)
        {
            FileStore.Reconnect();
        }

        Terminal.Unblock();
        Work();
    }

    /// <summary>Switches the machine off.</summary>
    public static void SwitchOff() => power.Notify();

    /// <summary>Does what there is to do until the line or somebody else has to go on.</summary>
    private static void Work()
    {
        do
        {
            Terminal.Drain();
            FileStore.Take();
            Input.Pump();
        }
        while (Terminal.CanDrain);
    }

    private static bool TryFind(uint id, out Channel channel)
    {
        for (var i = 0; i < Configuration.ChannelCount; i++)
        {
            channel = Configuration.Channel(i);
            if (channel.Id == id)
            {
                return true;
            }
        }

        channel = default;
        return false;
    }
}
