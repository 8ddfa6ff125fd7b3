// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>What a guest boots.</summary>
public sealed record GuestOptions
{
    /// <summary>The virtual machine.</summary>
    public required QemuMachine Machine { get; init; }

    /// <summary>A multiboot 1 kernel, unless <see cref="Disc"/> is given.</summary>
    public string? Kernel { get; init; }

    /// <summary>The boot module, if there is one.</summary>
    public string? Module { get; init; }

    /// <summary>A bootable disc image in the place of kernel and module.</summary>
    public string? Disc { get; init; }

    /// <summary>Whether the guest waits for a debugger; its socket is <see cref="Guest.DebuggerSocket"/>.</summary>
    public bool WaitsForDebugger { get; init; }

    /// <summary>After this the virtual machine is ended, whatever it does; zero for never.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where the serial line's output goes besides the log.</summary>
    public Stream? Copy { get; init; }

    /// <summary>More arguments for QEMU.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];
}
