// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Calls;
using Caprock.Abi.Language;

namespace Caprock.Abi.Objects.Arm64;

/// <summary>The authority to call the secure monitor.</summary>
public interface ISecureMonitor : ICapability
{
    /// <summary>Calls the secure monitor.</summary>
    /// <param name="arguments">Registers given.</param>
    /// <param name="response">Registers returned.</param>
    [Invocation("ARMSMCCall")]
    Error Call(SmcContext arguments, out SmcContext response);
}
