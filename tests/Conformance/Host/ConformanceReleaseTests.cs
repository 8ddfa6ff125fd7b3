// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>The same without assertions and debug system calls, on a machine with more memory and an older processor.</summary>
public sealed class ConformanceReleaseTests : VariantTests<ConformanceReleaseTests>, IVariant
{
    public static string Profile => "Conformance";

    public static string Configuration => "release";

    public static QemuMachine Machine => QemuMachine.Conformance with { CountsInstructions = true };
}
