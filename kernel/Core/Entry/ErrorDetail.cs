// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Capabilities;

namespace Caprock.Kernel.Entry;

/// <summary>What an error reply tells besides its code; which fields count depends on the code.</summary>
public struct ErrorDetail
{
    /// <summary>Argument or capability number (InvalidArgument, InvalidCapability).</summary>
    public ulong Number;

    /// <summary>Smallest allowed value (RangeError).</summary>
    public ulong Minimum;

    /// <summary>Largest allowed value (RangeError).</summary>
    public ulong Maximum;

    /// <summary>Bytes available (NotEnoughMemory).</summary>
    public ulong MemoryLeft;

    /// <summary>Whether the failed lookup was for the source (FailedLookup).</summary>
    public bool WasSource;

    /// <summary>Why the lookup failed (FailedLookup).</summary>
    public LookupFailure Lookup;
}
