// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Something that is asked of the guest, and whose every answer is checked.</summary>
internal interface ILoad
{
    /// <summary>Asks a number of times, so many at once; the next ones when all answers have come.</summary>
    void Run(int count, int burst);
}
