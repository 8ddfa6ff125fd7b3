// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Model;

/// <summary>A device that signals its interrupt by a message (MSI).</summary>
/// <param name="Device">The device.</param>
/// <param name="Handle">Value in the data part of the message.</param>
public sealed record MessageSource(PciAddress Device, uint Handle);
