// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Bench.Network.Host;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.NetworkBench;

/// <summary>A test that boots Debian's Linux; skipped where its package cannot be had.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_hasPackage = new(TryFetch);

    public LinuxFactAttribute() => Skip = s_hasPackage.Value ? null : "apt-get cannot download linux-image-amd64";

    private static bool TryFetch()
    {
        try
        {
            return File.Exists(LinuxGuest.Fetch());
        }
        catch (Exception problem) when (problem is BenchException or HostToolException)
        {
            return false;
        }
    }
}
