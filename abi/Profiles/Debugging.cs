// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Language;

namespace Caprock.Abi.Profiles;

/// <summary>As Conformance, with hardware breakpoints and single stepping, which shift the labels behind theirs.</summary>
[Profile("Debugging", Isa.X64, Feature.SetTlsBaseOfSelf, Feature.HardwareDebug)]
public abstract class Debugging : CommonParameters
{
}
