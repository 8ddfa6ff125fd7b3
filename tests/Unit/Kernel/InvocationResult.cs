// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;

namespace Caprock.Tests.Unit.Kernel;

/// <summary>What a caller reads after an invocation: the error, and the words of the result or of the error's details.</summary>
public sealed record InvocationResult(Error Error, ulong[] Words)
{
    /// <summary>Fails the test unless the invocation succeeded.</summary>
    public InvocationResult Ok()
    {
        Assert.Equal(Error.NoError, Error);
        return this;
    }

    /// <summary>Fails the test unless the invocation was refused in this way, with these details.</summary>
    public void Refused(Error error, params ulong[] details)
    {
        Assert.Equal(error, Error);
        Assert.Equal(details, Words.Take(details.Length));
    }
}
