// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Conformance.Host;

/// <summary>One way of building and running the conformance tests.</summary>
public interface IVariant
{
    /// <summary>Profile of the kernel's interface, as its folder of generated sources is called.</summary>
    static abstract string Profile { get; }

    /// <summary>debug or release.</summary>
    static abstract string Configuration { get; }

    /// <summary>What the folder of the kernel has behind the configuration.</summary>
    static virtual string KernelSuffix => "";

    /// <summary>The machine. Its clock counts instructions, so that no case depends on what else runs here.</summary>
    static abstract QemuMachine Machine { get; }
}
