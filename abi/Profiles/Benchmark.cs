// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Profiles;

/// <summary>What speed is measured on, as a release build.</summary>
[Profile(
    "Benchmark",
    Isa.X64,
    Feature.IoMmu,
    Feature.XSave,
    Feature.FsGsBaseInstructions,
    Feature.DangerousMsrSystemCalls,
    Feature.PerformanceCountersForUser)]
public abstract class Benchmark : CommonParameters
{
    /// <inheritdoc cref="CommonParameters.RootCNodeBits"/>
    public new const int RootCNodeBits = 15;

    /// <inheritdoc cref="CommonParameters.FpuStateBytes"/>
    public new const int FpuStateBytes = 832;

    /// <inheritdoc cref="CommonParameters.XSaveFeatures"/>
    public new const int XSaveFeatures = 7;
}
