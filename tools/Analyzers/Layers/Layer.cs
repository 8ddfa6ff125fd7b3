// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Analyzers.Layers;

/// <summary>One layer of the architecture: a namespace with everything below it.</summary>
internal sealed class Layer
{
    /// <summary>Declares a layer.</summary>
    /// <param name="name">Name for people.</param>
    /// <param name="pattern">Namespace; a star stands for one part.</param>
    /// <param name="uses">Names of the layers it may refer to besides itself; a star means all.</param>
    /// <param name="peers">Whether two namespaces that match a pattern with a star in different ways may refer to each other.</param>
    public Layer(string name, string pattern, string uses, bool peers = true)
    {
        Name = name;
        Pattern = pattern.Split('.');
        Uses = uses.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        Peers = peers;
    }

    /// <summary>Name for people.</summary>
    public string Name { get; }

    /// <summary>Parts of the namespace; a star stands for any one part.</summary>
    public string[] Pattern { get; }

    /// <summary>Names of the layers it may refer to.</summary>
    public string[] Uses { get; }

    /// <summary>Whether members of the layer may refer to each other.</summary>
    public bool Peers { get; }

    /// <summary>Whether a namespace belongs to the layer.</summary>
    public bool Matches(string[] parts)
    {
        if (parts.Length < Pattern.Length)
        {
            return false;
        }

        for (int index = 0; index < Pattern.Length; index++)
        {
            if (Pattern[index] != "*" && Pattern[index] != parts[index])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether code in one namespace of the layer may refer to another namespace of it.</summary>
    public bool AllowsPeer(string[] from, string[] to)
    {
        for (int index = 0; index < Pattern.Length && !Peers; index++)
        {
            if (from[index] != to[index])
            {
                return false;
            }
        }

        return true;
    }
}
