// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Profiles;

/// <summary>What systems made with seL4's Microkit expect: runs on any 64-bit x86 processor.</summary>
[Profile("Microkit", Isa.X64, Feature.IoMmu, Feature.SetTlsBaseOfSelf)]
public abstract class Microkit : CommonParameters
{
    /// <inheritdoc cref="CommonParameters.RootCNodeBits"/>
    public new const int RootCNodeBits = 17;

    /// <inheritdoc cref="CommonParameters.DomainCount"/>
    public new const int DomainCount = 16;

    /// <inheritdoc cref="CommonParameters.DomainScheduleEntries"/>
    public new const int DomainScheduleEntries = 100;
}
