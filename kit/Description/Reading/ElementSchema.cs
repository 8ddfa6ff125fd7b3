// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>What an element may consist of.</summary>
internal sealed class ElementSchema
{
    private readonly string _name;
    private readonly List<AttributeSchema> _attributes = [];
    private readonly List<string> _children = [];
    private readonly Dictionary<string, Refusal> _refusedAttributes = [];
    private readonly Dictionary<string, Refusal> _refusedChildren = [];

    /// <summary>Begins the schema of an element.</summary>
    public ElementSchema(string name) => _name = name;

    /// <summary>An attribute that must be there.</summary>
    public ElementSchema Requires(string attribute, string meaning)
    {
        _attributes.Add(new AttributeSchema(attribute, meaning, IsRequired: true));
        return this;
    }

    /// <summary>Attributes that may be there.</summary>
    public ElementSchema Allows(params string[] attributes)
    {
        _attributes.AddRange(attributes.Select(attribute => new AttributeSchema(attribute, "", IsRequired: false)));
        return this;
    }

    /// <summary>Child elements it may have.</summary>
    public ElementSchema Contains(params string[] children)
    {
        _children.AddRange(children);
        return this;
    }

    /// <summary>An attribute of the format that means nothing here.</summary>
    public ElementSchema RefusesAttribute(string attribute, string problem, string advice)
    {
        _refusedAttributes.Add(attribute, new Refusal(problem, advice));
        return this;
    }

    /// <summary>An element of the format that means nothing here.</summary>
    public ElementSchema RefusesChild(string child, string problem, string advice)
    {
        _refusedChildren.Add(child, new Refusal(problem, advice));
        return this;
    }

    /// <summary>Reports everything that does not belong in an element, and what is missing.</summary>
    public void Check(SourceElement element, DiagnosticList diagnostics)
    {
        CheckAttributes(element, diagnostics);
        CheckChildren(element, diagnostics);
        foreach (SourceText text in element.Texts)
        {
            diagnostics.Error(text.Position, $"<{_name}> contains the text {Texts.Quote(text.Text)}", "remove it, or make it a comment");
        }
    }

    private void CheckAttributes(SourceElement element, DiagnosticList diagnostics)
    {
        IReadOnlyList<string> known = [.. _attributes.Select(attribute => attribute.Name)];
        foreach (SourceAttribute attribute in element.Attributes)
        {
            if (_refusedAttributes.TryGetValue(attribute.Name, out Refusal? refusal))
            {
                diagnostics.Error(attribute.NamePosition, refusal.Problem, refusal.Advice);
            }
            else if (!known.Contains(attribute.Name))
            {
                string advice = known.Count == 0 ? "remove it" : Suggestion.Or(attribute.Name, known, $"it can have {Texts.OneOf(known)}");
                diagnostics.Error(attribute.NamePosition, $"<{_name}> has no attribute {Texts.Quote(attribute.Name)}", advice);
            }
        }

        // Who uses an attribute of another machine is told what to write instead; what is missing follows from that.
        bool isForeign = element.Attributes.Exists(attribute => _refusedAttributes.ContainsKey(attribute.Name));
        foreach (AttributeSchema missing in _attributes.Where(attribute =>
            attribute.IsRequired && !isForeign && element.Find(attribute.Name) is null))
        {
            diagnostics.Error(element.Position, $"<{_name}> lacks '{missing.Name}'", $"add {missing.Name}=\"...\", {missing.Meaning}");
        }
    }

    private void CheckChildren(SourceElement element, DiagnosticList diagnostics)
    {
        foreach (SourceElement child in element.Children.Where(child => !_children.Contains(child.Name)))
        {
            if (_refusedChildren.TryGetValue(child.Name, out Refusal? refusal))
            {
                diagnostics.Error(child.Position, refusal.Problem, refusal.Advice);
                continue;
            }

            string general = _children.Count == 0
                ? "it is always empty"
                : $"it can contain {Texts.OneOf([.. _children.Select(name => $"<{name}>")])}";
            string advice = Suggestion.Or(child.Name, _children, general);
            diagnostics.Error(child.Position, $"<{_name}> cannot contain <{child.Name}>", advice);
        }
    }

    private sealed record Refusal(string Problem, string Advice);
}
