// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Abi;

namespace Caprock.User;

/// <summary>For results that can only be a mistake in the program: stops the component with a fault at the place.</summary>
public static class Require
{
    /// <summary>Stops unless an invocation succeeded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Success(Error error)
    {
        if (error != Error.NoError)
        {
            Stop();
        }
    }

    /// <summary>Stops unless something holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void That(bool condition)
    {
        if (!condition)
        {
            Stop();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Stop() => SystemCallStub.Stop();
}
