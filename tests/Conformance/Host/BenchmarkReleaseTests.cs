// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>XSAVE, FS and GS base instructions, larger threads, I/O page tables.</summary>
public sealed class BenchmarkReleaseTests : VariantTests<BenchmarkReleaseTests>, IVariant
{
    public static string Profile => "Benchmark";

    public static string Configuration => "release";

    public static QemuMachine Machine => QemuMachine.Benchmark with { CountsInstructions = true };
}
