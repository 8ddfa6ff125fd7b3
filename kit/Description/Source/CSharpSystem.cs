// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>Puts attributes of C# together as the elements that XML would have.</summary>
internal sealed class CSharpSystem
{
    private readonly DiagnosticList _diagnostics;
    private readonly SourceElement _root = new("system", SourcePosition.Start);
    private readonly Dictionary<string, SourceElement> _domains = [];
    private readonly Dictionary<string, SourceElement> _spaces = [];
    private readonly Dictionary<SourceElement, SourceAttribute> _parents = [];

    private CSharpSystem(DiagnosticList diagnostics) => _diagnostics = diagnostics;

    /// <summary>The system.</summary>
    public static SourceElement Build(IReadOnlyList<CSharpAttribute> attributes, DiagnosticList diagnostics)
    {
        CSharpSystem system = new(diagnostics);
        List<SourceElement> domains = [];
        foreach (CSharpAttribute attribute in attributes.Where(one => one.Form.Place == CSharpPlace.ProtectionDomains))
        {
            domains.Add(system.Domain(attribute));
        }

        foreach (CSharpAttribute attribute in attributes.OrderBy(one => one.Form.Place == CSharpPlace.IoAddressSpace))
        {
            system.Place(attribute);
        }

        foreach (SourceElement domain in domains)
        {
            system.Parent(domain).Children.Add(domain);
        }

        return system._root;
    }

    private SourceElement Domain(CSharpAttribute attribute)
    {
        SourceElement image = new("program_image", attribute.Position);
        attribute.Move("program", image, "path");
        attribute.Move("path_for_symbols", image, "path_for_symbols");
        SourceAttribute? parent = attribute.Take("parent");
        SourceElement domain = attribute.ToElement();
        domain.Children.Add(image);
        if (domain.Find("name") is SourceAttribute name)
        {
            _ = _domains.TryAdd(name.Value, domain);
        }

        if (parent is not null)
        {
            _parents.Add(domain, parent);
        }

        return domain;
    }

    private void Place(CSharpAttribute attribute)
    {
        switch (attribute.Form.Place)
        {
            case CSharpPlace.System:
                AddToSystem(attribute.ToElement());
                break;
            case CSharpPlace.ProtectionDomain:
                Find(attribute, "pd", _domains, "protection domain")?.Children.Add(attribute.ToElement());
                break;
            case CSharpPlace.CSpace:
                AddCapability(attribute);
                break;
            case CSharpPlace.Channels:
                AddChannel(attribute);
                break;
            case CSharpPlace.Domains:
                AddToDomains(attribute);
                break;
            case CSharpPlace.Schedule:
                Child(Child(_root, "domains", attribute), "domain_schedule", attribute).Children.Add(attribute.ToElement());
                break;
            case CSharpPlace.IoAddressSpace:
                Find(attribute, "space", _spaces, "address space")?.Children.Add(attribute.ToElement());
                break;
        }
    }

    private void AddToSystem(SourceElement element)
    {
        _root.Children.Add(element);
        if (element.Name == "io_address_space" && element.Find("name") is SourceAttribute name)
        {
            _ = _spaces.TryAdd(name.Value, element);
        }
    }

    private void AddCapability(CSharpAttribute attribute)
    {
        if (Find(attribute, "pd", _domains, "protection domain") is SourceElement domain)
        {
            SourceElement element = Child(domain, "cspace", attribute);
            SourceAttribute? whose = attribute.Take("of");
            SourceElement capability = attribute.ToElement();
            if (whose is not null)
            {
                capability.Attributes.Add(whose with { Name = "pd" });
            }

            element.Children.Add(capability);
        }
    }

    private void AddChannel(CSharpAttribute attribute)
    {
        SourceElement first = End(attribute, "first");
        SourceElement second = End(attribute, "second");
        SourceElement channel = attribute.ToElement();
        channel.Children.AddRange([first, second]);
        _root.Children.Add(channel);
    }

    private static SourceElement End(CSharpAttribute attribute, string which)
    {
        SourceElement end = new("end", attribute.Position);
        attribute.Move(which, end, "pd");
        attribute.Move(which + "_id", end, "id");
        attribute.Move(which + "_calls", end, "pp");
        attribute.Move(which + "_notifies", end, "notify");
        attribute.Move(which + "_setvar_id", end, "setvar_id");
        return end;
    }

    private void AddToDomains(CSharpAttribute attribute)
    {
        SourceElement domains = Child(_root, "domains", attribute);
        if (attribute.Form.Element == "domain_schedule" && domains.Named("domain_schedule").FirstOrDefault() is SourceElement begun)
        {
            begun.Attributes.AddRange(attribute.ToElement().Attributes);
            return;
        }

        domains.Children.Add(attribute.ToElement());
    }

    private static SourceElement Child(SourceElement element, string name, CSharpAttribute attribute)
    {
        SourceElement? child = element.Named(name).FirstOrDefault();
        if (child is null)
        {
            child = new SourceElement(name, attribute.Position);
            element.Children.Add(child);
        }

        return child;
    }

    private SourceElement? Find(CSharpAttribute attribute, string argument, Dictionary<string, SourceElement> known, string what)
    {
        if (attribute.Take(argument) is not SourceAttribute name)
        {
            _diagnostics.Error(attribute.Position, $"'{attribute.Form.Name}' does not say its {what}", $"its name is the first argument");
            return null;
        }

        if (known.TryGetValue(name.Value, out SourceElement? element))
        {
            return element;
        }

        _diagnostics.Error(
            name.ValuePosition,
            $"the {what} {Texts.Quote(name.Value)} is unknown",
            Suggestion.Or(name.Value, known.Keys, $"there is no {what} of that name"));
        return null;
    }

    /// <summary>The parent of a protection domain, or the system; chains of parents end.</summary>
    private SourceElement Parent(SourceElement domain)
    {
        if (!_parents.TryGetValue(domain, out SourceAttribute? name))
        {
            return _root;
        }

        if (!_domains.TryGetValue(name.Value, out SourceElement? parent))
        {
            _diagnostics.Error(
                name.ValuePosition,
                $"the protection domain {Texts.Quote(name.Value)} is unknown",
                Suggestion.Or(name.Value, _domains.Keys, "there is no protection domain of that name"));
            return _root;
        }

        int depth = 0;
        for (SourceElement? step = domain; step is not null && depth <= SourceReader.DeepestNesting; depth++)
        {
            step = _parents.TryGetValue(step, out SourceAttribute? next) ? _domains.GetValueOrDefault(next.Value) : null;
        }

        if (depth > SourceReader.DeepestNesting - 2)
        {
            _diagnostics.Error(name.ValuePosition, "parents go round in a circle, or too deep", "one of them has no parent");
            return _root;
        }

        return parent;
    }
}
