// SPDX-License-Identifier: BSD-2-Clause
using Microsoft.CodeAnalysis;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Documentation of a symbol as plain text.</summary>
public sealed partial class Documentation
{
    private readonly XElement root;

    private Documentation(XElement root) => this.root = root;

    /// <summary>What it is.</summary>
    public string Summary => Text(root.Element("summary"));

    /// <summary>What else is to be known.</summary>
    public string Remarks => Text(root.Element("remarks"));

    /// <summary>The documentation comment of a symbol, empty when it has none.</summary>
    public static Documentation Of(ISymbol symbol)
    {
        var xml = symbol.GetDocumentationCommentXml();
        return new Documentation(string.IsNullOrEmpty(xml) ? new XElement("member") : XElement.Parse(xml));
    }

    /// <summary>What a parameter is.</summary>
    public string Parameter(string name) =>
        Text(root.Elements("param").FirstOrDefault(e => e.Attribute("name")?.Value == name));

    private static string Text(XElement? element)
    {
        if (element is null)
        {
            return "";
        }

        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement reference =>
                (reference.Attribute("cref") ?? reference.Attribute("name"))?.Value.Split('.', ':')[^1] ?? reference.Value,
            _ => "",
        }));
        return Spaces().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
