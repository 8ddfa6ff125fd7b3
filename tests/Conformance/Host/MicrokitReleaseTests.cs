// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>Sixteen domains, I/O page tables; on a machine with every processor feature.</summary>
public sealed class MicrokitReleaseTests : VariantTests<MicrokitReleaseTests>, IVariant
{
    public static string Profile => "Microkit";

    public static string Configuration => "release";

    public static QemuMachine Machine => QemuMachine.Maximum with { CountsInstructions = true };
}
