// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Shell.Commands;

/// <summary>A command.</summary>
internal enum Command
{
    /// <summary>No such command.</summary>
    Unknown,

    /// <summary>Lists the commands.</summary>
    Help,

    /// <summary>Lists the components.</summary>
    Processes,

    /// <summary>Lists a component's capabilities.</summary>
    Capabilities,

    /// <summary>Lists memory.</summary>
    Memory,

    /// <summary>Lists queues.</summary>
    Network,

    /// <summary>Lists a directory.</summary>
    List,

    /// <summary>Shows a file.</summary>
    Show,

    /// <summary>Stops a component.</summary>
    Stop,

    /// <summary>Starts a component anew.</summary>
    Restart,

    /// <summary>Shows where a component is.</summary>
    Trace,

    /// <summary>Switches the machine off.</summary>
    Off,
}
