// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Examples.Console;

/// <summary>Works for a part of every tenth of a second, so that there is something to look at: it looks for prime numbers.</summary>
[Component("counter")]
[Uses<ITimer>("timer")]
internal partial struct Counter
{
    private const ulong Interval = 100_000_000;
    private const uint CandidatesAtOnce = 500;
    private const uint MostCandidate = 1_000_000;
    private const uint Timeout = 0;

    private static ulong next;
    private static uint candidate;
    private static uint primes;

    public static void Init()
    {
        if (Timer.Now(out next) == CallStatus.Answered)
        {
            Continue();
        }
    }

    public static void Notified(Channel channel)
    {
        if (Timer.TakePassed(out var passed) != CallStatus.Answered || passed == 0)
        {
            return;
        }

        for (uint i = 0; i < CandidatesAtOnce; i++)
        {
            candidate = (candidate + 1) % MostCandidate;
            primes += IsPrime(candidate) ? 1u : 0;
        }

        Continue();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsPrime(uint number)
    {
        for (uint divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return number > 1;
    }

    private static void Continue()
    {
        next += Interval;
        if (Timer.Set(Timeout, next, out _) != CallStatus.Answered)
        {
            Failure.Stop("the timer does not answer"u8);
        }
    }
}
