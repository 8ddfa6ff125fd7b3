// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.User.Memory;

namespace Caprock.User.Manual;

/// <summary>The example of the manual's page on DomainSet.</summary>
public static class DomainSetExample
{
    /// <summary>Its body is on the page.</summary>
    public static void Show(DomainSet domains, Tcb thread)
    {
        // Domains 0 and 1 take turns; the thread runs in domain 1's.
        Require.Success(domains.ScheduleConfigure(0, 0, 10_000_000));
        Require.Success(domains.ScheduleConfigure(1, 1, 5_000_000));
        Require.Success(domains.Set(1, thread));
    }
}
