// SPDX-License-Identifier: BSD-2-Clause
using System.Text;

namespace Caprock.Kit.Generator.Naming;

/// <summary>From names of a description to identifiers of C#.</summary>
internal static class Identifiers
{
    /// <summary>"rx_buffer" and "rx-buffer" as RxBuffer, "RX_BUFFER" too, "rxBuffer" as RxBuffer, "2nd" as _2nd.</summary>
    public static string Pascal(string name)
    {
        StringBuilder text = new();
        foreach (string part in Parts(name))
        {
            bool isShouted = part.Length > 1 && part.Any(char.IsUpper) && !part.Any(char.IsLower);
            text.Append(char.ToUpperInvariant(part[0]));
            text.Append(isShouted ? part.Substring(1).ToLowerInvariant() : part.Substring(1));
        }

        if (text.Length == 0 || char.IsDigit(text[0]))
        {
            text.Insert(0, '_');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Parts(string name)
    {
        StringBuilder part = new();
        foreach (char letter in name)
        {
            if (IsPart(letter))
            {
                part.Append(letter);
            }
            else if (part.Length > 0)
            {
                yield return part.ToString();
                part.Clear();
            }
        }

        if (part.Length > 0)
        {
            yield return part.ToString();
        }
    }

    /// <summary>Letters and digits of one UTF-16 unit; others may not stand in an identifier, or not everywhere.</summary>
    private static bool IsPart(char letter) => char.IsLetter(letter) || letter is >= '0' and <= '9';
}
