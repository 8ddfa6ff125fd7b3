// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>An element as it stands in the file.</summary>
internal sealed class SourceElement
{
    /// <summary>Starts an element; attributes and children are added by the reader.</summary>
    public SourceElement(string name, SourcePosition position)
    {
        Name = name;
        Position = position;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Where its start tag begins.</summary>
    public SourcePosition Position { get; }

    /// <summary>Its attributes in the order of the file.</summary>
    public List<SourceAttribute> Attributes { get; } = [];

    /// <summary>Its child elements in the order of the file.</summary>
    public List<SourceElement> Children { get; } = [];

    /// <summary>Pieces of text directly inside it that are not blank.</summary>
    public List<SourceText> Texts { get; } = [];

    /// <summary>An attribute; null when it is not there.</summary>
    public SourceAttribute? Find(string name) => Attributes.Find(attribute => attribute.Name == name);

    /// <summary>Where to report something about an attribute's value: there, or at the element when it is missing.</summary>
    public SourcePosition At(string attribute) => Find(attribute)?.ValuePosition ?? Position;

    /// <summary>The child elements of a name.</summary>
    public IEnumerable<SourceElement> Named(string name) => Children.Where(child => child.Name == name);
}
