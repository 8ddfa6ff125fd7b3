// SPDX-License-Identifier: BSD-2-Clause
using System.Text.RegularExpressions;
using System.Xml;
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>Reads XML into elements that know their line and column.</summary>
internal static partial class SourceReader
{
    /// <summary>Deeper nesting is refused, so that whoever walks the tree may recurse.</summary>
    public const int DeepestNesting = 64;

    private const long LongestFile = 16 << 20;
    private const string PositionPattern = @" Line \d+, position \d+\.$";

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = LongestFile,
        XmlResolver = null,
    };

    /// <summary>The root element; null, with an error, when the text is not XML.</summary>
    public static SourceElement? Read(string text, DiagnosticList diagnostics)
    {
        using StringReader source = new(text);
        using XmlReader reader = XmlReader.Create(source, s_settings);
        try
        {
            return ReadDocument(reader, diagnostics);
        }
        catch (XmlException exception)
        {
            string problem = exception.Message.Contains("DTD", StringComparison.Ordinal)
                ? "a description has no document type"
                : PositionSuffix().Replace(exception.Message, "").TrimEnd('.');
            diagnostics.Error(
                new SourcePosition(Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition)),
                $"not well-formed XML: {problem}",
                "correct it here, nothing else was checked");
            return null;
        }
    }

    private static SourceElement? ReadDocument(XmlReader reader, DiagnosticList diagnostics)
    {
        SourceElement? root = null;
        Stack<SourceElement> open = new();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                SourceElement element = ReadElement(reader);
                root ??= element;
                if (open.TryPeek(out SourceElement? parent))
                {
                    parent.Children.Add(element);
                }

                if (open.Count == DeepestNesting)
                {
                    diagnostics.Error(
                        element.Position,
                        $"elements are nested more than {DeepestNesting} deep",
                        "make the hierarchy flatter");
                    return null;
                }

                if (!reader.IsEmptyElement)
                {
                    open.Push(element);
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && open.TryPeek(out SourceElement? around))
            {
                around.Texts.Add(TextAt(reader));
            }
        }

        return root;
    }

    private static SourceElement ReadElement(XmlReader reader)
    {
        SourcePosition name = Position(reader);
        SourceElement element = new(reader.Name, name with { Column = name.Column - 1 });
        while (reader.MoveToNextAttribute())
        {
            SourcePosition namePosition = Position(reader);
            string attribute = reader.Name;
            string value = reader.Value;
            SourcePosition valuePosition = reader.ReadAttributeValue() ? Position(reader) : namePosition;
            element.Attributes.Add(new SourceAttribute(attribute, value, namePosition, valuePosition));
        }

        reader.MoveToElement();
        return element;
    }

    /// <summary>The position of the first letter, behind the blanks before it.</summary>
    private static SourceText TextAt(XmlReader reader)
    {
        SourcePosition position = Position(reader);
        string text = reader.Value;
        int start = text.Length - text.TrimStart().Length;
        int lines = text.AsSpan(0, start).Count('\n');
        int column = lines == 0 ? position.Column + start : start - text.LastIndexOf('\n', Math.Max(0, start - 1));
        return new SourceText(text.Trim(), new SourcePosition(position.Line + lines, column));
    }

    private static SourcePosition Position(XmlReader reader)
    {
        IXmlLineInfo line = (IXmlLineInfo)reader;
        return new SourcePosition(line.LineNumber, line.LinePosition);
    }

    [GeneratedRegex(PositionPattern)]
    private static partial Regex PositionSuffix();
}
