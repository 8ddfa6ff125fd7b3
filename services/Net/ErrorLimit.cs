// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Net;

/// <summary>Bounds how many error messages and challenges the stack sends: a hundred a second, ten at once.</summary>
/// <remarks>Source: RFC 1812, 4.3.2.8 (token bucket); RFC 5961, 7.</remarks>
internal struct ErrorLimit
{
    private const ulong IntervalMicroseconds = 10_000;
    private const ulong Burst = 10;

    private ulong usedUntil;

    /// <summary>Whether one more may be sent now.</summary>
    public bool Allows(ulong nowMicroseconds)
    {
        var start = usedUntil > nowMicroseconds ? usedUntil : nowMicroseconds;
        if (start - nowMicroseconds > (Burst - 1) * IntervalMicroseconds)
        {
            return false;
        }

        usedUntil = start + IntervalMicroseconds;
        return true;
    }
}
