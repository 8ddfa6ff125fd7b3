// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Profiles;

/// <summary>What the upstream test suite is run on, as a debug build.</summary>
[Profile("Conformance", Isa.X64, Feature.SetTlsBaseOfSelf)]
public abstract class Conformance : CommonParameters
{
}
