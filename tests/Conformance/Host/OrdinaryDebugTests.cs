// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>As ConformanceDebugTests, on a kernel without fast paths.</summary>
public sealed class OrdinaryDebugTests : VariantTests<OrdinaryDebugTests>, IVariant
{
    public static string Profile => "Conformance";

    public static string Configuration => "debug";

    public static string KernelSuffix => "-ordinary";

    public static QemuMachine Machine => QemuMachine.Benchmark with { CountsInstructions = true };
}
