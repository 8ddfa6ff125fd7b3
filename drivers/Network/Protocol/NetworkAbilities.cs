// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Drivers.Network.Protocol;

/// <summary>What a network device does for who sends through it.</summary>
public static class NetworkAbilities
{
    /// <summary>It completes checksums as notes say (<see cref="ChecksumNote"/>).</summary>
    public const ulong CompletesChecksums = 1;
}
