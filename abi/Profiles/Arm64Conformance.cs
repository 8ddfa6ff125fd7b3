// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Profiles;

/// <summary>What the upstream test suite is run on, on 64-bit Arm.</summary>
[Profile("Arm64/Conformance", Isa.Arm64)]
public abstract class Arm64Conformance : CommonParameters
{
}
