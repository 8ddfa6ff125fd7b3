// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>A port of the host that leads to one of the guest.</summary>
/// <param name="Protocol">tcp or udp.</param>
/// <param name="GuestPort">The port of the guest.</param>
/// <param name="HostPort">The port of the host, at 127.0.0.1.</param>
/// <param name="Text">What to tell the person about it.</param>
public sealed record ForwardedPort(string Protocol, int GuestPort, int HostPort, string Text);
