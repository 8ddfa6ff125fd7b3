// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>What a datagram or request costs a guest.</summary>
/// <param name="Instructions">Instructions, rounded.</param>
/// <param name="Interrupts">Interrupts of devices for each thousand, rounded.</param>
internal readonly record struct Cost(ulong Instructions, ulong Interrupts);
