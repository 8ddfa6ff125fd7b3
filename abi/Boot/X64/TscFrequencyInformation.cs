// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Boot.X64;

/// <summary>The additional boot information that carries the frequency of the time-stamp counter.</summary>
[Record(IsPacked = true)]
public struct TscFrequencyInformation
{
    /// <summary>Head.</summary>
    public BootInfoHeader Header;

    /// <summary>The frequency in MHz.</summary>
    public uint FrequencyMegahertz;
}
