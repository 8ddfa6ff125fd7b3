// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Programs;

/// <summary>Names that tell what a program is, and that libmicrokit expects to be set.</summary>
/// <remarks>Source: libmicrokit 2.0 to 2.3, microkit.h, main.c and microkit.ld.</remarks>
public static class ProgramSymbols
{
    /// <summary>Defined by every C# component.</summary>
    public const string Component = "caprock_component";

    /// <summary>Begin of the names that tell which interface a component uses on a channel: identifier, fingerprint, name follow.</summary>
    public const string Uses = "caprock_uses_";

    /// <summary>Begin of the names that tell which interface it serves: identifier or "any", fingerprint, name follow.</summary>
    public const string Serves = "caprock_serves_";

    /// <summary>Where the monitor's second thread begins.</summary>
    public const string Ticker = "monitor_ticker";

    /// <summary>Where the monitor's threads begin that make protection domains passive.</summary>
    public const string Passivator = "monitor_passivator";

    /// <summary>Where a C# component stops with a text.</summary>
    public const string Panic = "corelib_panic";

    /// <summary>Where a C# component stops without a text.</summary>
    public const string Stop = "caprock_stop";

    /// <summary>Name of the protection domain, 64 bytes.</summary>
    public const string Name = "microkit_name";

    /// <summary>Whether it is passive, a byte.</summary>
    public const string Passive = "microkit_passive";

    /// <summary>Identifiers of interrupts, a bit each.</summary>
    public const string Interrupts = "microkit_irqs";

    /// <summary>Identifiers of channels that can be notified, a bit each.</summary>
    public const string Notifications = "microkit_notifications";

    /// <summary>Identifiers of channels that can be called, a bit each.</summary>
    public const string Calls = "microkit_pps";

    /// <summary>Identifiers of port ranges, a bit each; programs built before libmicrokit 2.1 lack it.</summary>
    public const string Ports = "microkit_ioports";

    /// <summary>Where programs built before libmicrokit 2.3 have their IPC buffer.</summary>
    public const string IpcBuffer = "__sel4_ipc_buffer_obj";

    /// <summary>Variables of programs built against libmicrokit, with their sizes; all but the last have always been there.</summary>
    public static IReadOnlyList<(string Name, ulong Bytes)> OfMicrokit { get; } =
        [(Name, 64), (Passive, 1), (Interrupts, 8), (Notifications, 8), (Calls, 8), (Ports, 8)];
}
