// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>The profile of the upstream tests, with all assertions and debug system calls.</summary>
public sealed class ConformanceDebugTests : VariantTests<ConformanceDebugTests>, IVariant
{
    public static string Profile => "Conformance";

    public static string Configuration => "debug";

    public static QemuMachine Machine => QemuMachine.Benchmark with { CountsInstructions = true };
}
