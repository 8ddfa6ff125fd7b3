// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Webserver.Protocol;

/// <summary>Processor time of a component.</summary>
public struct ComponentFigures
{
    /// <summary>Since the start, as far as the kernel has it: it is told in whole microseconds.</summary>
    public ulong TotalMicroseconds;

    /// <summary>In the last interval.</summary>
    public ulong RecentMicroseconds;
}
