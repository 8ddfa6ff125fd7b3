// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Web;

/// <summary>What fsck.fat says about a disk.</summary>
internal static class DiskJudge
{
    /// <summary>There must be nothing to complain about.</summary>
    public static void AssertSound(string disk)
    {
        var check = GuestVolume.Check(disk);
        Assert.True(check.ExitCode == 0, check.Output);
    }

    /// <summary>What a power failure may leave is clusters that no file has, and a wrong count of free ones.</summary>
    public static void AssertOnlyUnusedClusters(string disk)
    {
        foreach (var line in GuestVolume.Check(disk).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Matches(
                "^(fsck.fat|Reclaimed [0-9]+ unused cluster|Free cluster summary|  Auto-correcting|Leaving filesystem unchanged"
                + "|/.*files, .*clusters)",
                line);
        }
    }
}
