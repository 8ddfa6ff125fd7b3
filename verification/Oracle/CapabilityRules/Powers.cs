// SPDX-License-Identifier: BSD-2-Clause
using System.Linq;
using System.Numerics;

namespace Caprock.Spec.CapabilityRules;

/// <summary>Powers of two, which the specification defines by recursion, computed once.</summary>
public partial class __default
{
    private static readonly BigInteger[] Powers = [.. Enumerable.Range(0, 129).Select(n => ComputedPow2(n))];

    public static BigInteger Pow2(BigInteger n) => n < Powers.Length ? Powers[(int)n] : ComputedPow2(n);
}
