// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>Hardware breakpoints and single stepping.</summary>
public sealed class DebuggingReleaseTests : VariantTests<DebuggingReleaseTests>, IVariant
{
    public static string Profile => "Debugging";

    public static string Configuration => "release";

    public static QemuMachine Machine => QemuMachine.Benchmark with { CountsInstructions = true };
}
