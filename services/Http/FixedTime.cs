// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>Comparisons whose time does not tell how much of a secret was guessed.</summary>
public static class FixedTime
{
    /// <summary>
    /// Whether what was given is the secret. The time it takes depends on the length of what was given and on nothing else; nothing is ever
    /// equal to an empty secret.
    /// </summary>
    public static bool AreEqual(ReadOnlySpan<byte> given, ReadOnlySpan<byte> secret)
    {
        if (secret.IsEmpty)
        {
            return false;
        }

        var difference = given.Length ^ secret.Length;
        var place = 0;
        for (var i = 0; i < given.Length; i++)
        {
            difference |= given[i] ^ secret[place];
            place++;

            // Back to the first byte behind the last, without a branch.
            place &= (place - secret.Length) >> 31;
        }

        return difference == 0;
    }
}
