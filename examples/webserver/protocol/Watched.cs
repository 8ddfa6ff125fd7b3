// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Webserver.Protocol;

/// <summary>
/// What is watched, by the numbers that the description gives: slots of capabilities, and regions in the order of addresses.
/// </summary>
public static class Watched
{
    /// <summary>Components whose scheduling contexts the observer has, in slots from 1 on.</summary>
    public const int Components = 12;

    /// <summary>Connections whose queues it sees.</summary>
    public const int Connections = 5;

    /// <summary>The name of a component.</summary>
    public static ReadOnlySpan<byte> ComponentName(int index) => index switch
    {
        0 => "pci"u8,
        1 => "timer"u8,
        2 => "net"u8,
        3 => "transmit"u8,
        4 => "receive"u8,
        5 => "copier"u8,
        6 => "web"u8,
        7 => "observer"u8,
        8 => "disk"u8,
        9 => "partitions"u8,
        10 => "fat"u8,
        _ => "clock"u8,
    };

    /// <summary>What a component does.</summary>
    public static ReadOnlySpan<byte> Purpose(int index) => index switch
    {
        0 => "finds devices and gives them out"u8,
        1 => "driver of the HPET"u8,
        2 => "driver of the network card"u8,
        3 => "sends for all clients, in turns"u8,
        4 => "sorts frames by client"u8,
        5 => "copies into the client's memory"u8,
        6 => "TCP/IP, HTTP and this site"u8,
        7 => "takes these figures"u8,
        8 => "driver of the disk"u8,
        9 => "gives each client its partition"u8,
        10 => "serves the files of a partition"u8,
        _ => "tells the date"u8,
    };

    /// <summary>Where full buffers of a connection come from.</summary>
    public static ReadOnlySpan<byte> From(int connection) => ComponentName(connection switch { 0 => 2, 1 => 4, 2 => 5, 3 => 6, _ => 3 });

    /// <summary>Where they go.</summary>
    public static ReadOnlySpan<byte> To(int connection) => ComponentName(connection switch { 0 => 4, 1 => 5, 2 => 6, 3 => 3, _ => 2 });
}
