// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Generator.Declarations;
using Caprock.Kit.Generator.Systems;
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Planning;

/// <summary>Finds the protection domains that a component says it is.</summary>
internal static class DomainFinder
{
    /// <summary>The protection domains; null, with a finding where there is none yet, when they cannot be told.</summary>
    public static IReadOnlyList<DomainView>? Find(
        ComponentDeclaration component, IReadOnlyList<SystemView> systems, List<Finding> findings)
    {
        List<DomainName> names = [.. component.Domains.Where(domain => domain.Text is not null)];
        if (names.Count == 0)
        {
            return null;
        }

        if (systems.Count == 0)
        {
            findings.Add(new Finding(Rules.OneDescription, names[0].Place, component.Name, "no system description"));
            return null;
        }

        List<DomainView> found = [];
        bool isComplete = true;
        foreach (DomainName name in names)
        {
            IReadOnlyList<DomainView> matches =
                [.. systems.SelectMany(system => system.Domains).Where(domain => Matches(domain, name.Text!))];
            isComplete &= matches.Count > 0;
            if (matches.Count == 0 && systems.All(system => system.IsReadable))
            {
                findings.Add(Unknown(name, systems));
            }

            found.AddRange(matches.Where(match => !found.Contains(match)));
        }

        return isComplete ? found : null;
    }

    private static bool Matches(DomainView domain, string name) => name.Length > 0 && name[name.Length - 1] == '*'
        ? domain.Name.StartsWith(name.Substring(0, name.Length - 1), StringComparison.Ordinal)
        : domain.Name == name;

    private static Finding Unknown(DomainName name, IReadOnlyList<SystemView> systems)
    {
        string[] known = [.. systems.SelectMany(system => system.Domains).Select(domain => domain.Name).Distinct()];
        string general = known.Length == 0 ? "it has none" : $"it has {string.Join(", ", known.Select(Texts.Quote))}";
        string files = string.Join(" and ", systems.Select(system => system.FileName));
        return new Finding(Rules.UnknownDomain, name.Place, files, name.Text!, Suggestion.Or(name.Text!, known, general));
    }
}
