// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on SchedControl.</summary>
public static class SchedControlExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(SchedControl time, SchedContext context)
    {
        // 2 ms in every 10 ms, with room for two more refills.
        Require.Success(time.ConfigureFlags(context, 2_000, 10_000, 2, 0, SchedContextFlags.None));
    }
}
