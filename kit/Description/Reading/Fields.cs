// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>An element's attributes as typed values; a wrong one is reported and its fallback used.</summary>
internal sealed class Fields
{
    private readonly SourceElement _element;
    private readonly DiagnosticList _diagnostics;

    /// <summary>Reads from an element, whose schema it checks.</summary>
    public Fields(SourceElement element, ElementSchema schema, DiagnosticList diagnostics)
    {
        _element = element;
        _diagnostics = diagnostics;
        schema.Check(element, diagnostics);
    }

    /// <summary>Whether an attribute is there.</summary>
    public bool Has(string name) => _element.Find(name) is not null;

    /// <summary>A name that must not be empty; empty when it is missing or wrong.</summary>
    public string Name(string name) => Reference(name)?.Name ?? "";

    /// <summary>A name that refers to something; null when it is missing or empty.</summary>
    public NamedReference? Reference(string name)
    {
        if (_element.Find(name) is not SourceAttribute attribute)
        {
            return null;
        }

        if (attribute.Value.Length == 0)
        {
            _diagnostics.Error(attribute.ValuePosition, $"'{name}' is empty", "give it a value");
            return null;
        }

        return new NamedReference(attribute.Value, attribute.ValuePosition);
    }

    /// <summary>A name that refers to something, empty when it is missing.</summary>
    public NamedReference ReferenceOrEmpty(string name) => Reference(name) ?? new NamedReference("", _element.At(name));

    /// <summary>A number in a range.</summary>
    public ulong Number(string name, ulong smallest, ulong largest, ulong fallback) =>
        OptionalNumber(name, smallest, largest) ?? fallback;

    /// <summary>A number in a range that fits 32 bits.</summary>
    public uint SmallNumber(string name, uint smallest, uint largest, uint fallback) => (uint)Number(name, smallest, largest, fallback);

    /// <summary>A number by which something is referred to, with its place.</summary>
    public Identifier Identifier(string name, uint smallest, uint largest, uint fallback = 0) =>
        new(SmallNumber(name, smallest, largest, fallback), _element.At(name));

    /// <summary>A time in microseconds.</summary>
    public ulong Time(string name, ulong shortest, ulong fallback) => OptionalTime(name, shortest) ?? fallback;

    /// <summary>A time in microseconds; null when it is missing or wrong.</summary>
    public ulong? OptionalTime(string name, ulong shortest)
    {
        const ulong Longest = DescriptionLimits.LongestTimeMicroseconds;
        return ReadNumber(name, shortest, Longest, $"{shortest} to {Longest} microseconds");
    }

    /// <summary>A number in a range; null when it is missing or wrong.</summary>
    public ulong? OptionalNumber(string name, ulong smallest, ulong largest) =>
        ReadNumber(name, smallest, largest, Span(smallest, largest));

    private ulong? ReadNumber(string name, ulong smallest, ulong largest, string range)
    {
        if (_element.Find(name) is not SourceAttribute attribute)
        {
            return null;
        }

        if (!NumberText.TryParse(attribute.Value, out ulong value))
        {
            bool isNegative = attribute.Value.StartsWith('-');
            _diagnostics.Error(
                attribute.ValuePosition,
                $"{name} {Texts.Quote(attribute.Value)} is {(isNegative ? "negative" : "not a number")}",
                isNegative ? $"the smallest is {smallest}" : "write it in decimal, or in hexadecimal behind 0x");
            return null;
        }

        if (value < smallest || value > largest)
        {
            _diagnostics.Error(attribute.ValuePosition, $"{name} {attribute.Value} is out of range", $"it can be {range}");
            return null;
        }

        return value;
    }

    /// <summary>A multiple of the small page size.</summary>
    public ulong Pages(string name, ulong smallest, ulong largest, ulong fallback)
    {
        ulong value = Number(name, smallest, largest, fallback);
        if (value % DescriptionLimits.SmallPageBytes == 0)
        {
            return value;
        }

        ulong rounded = Arithmetic.RoundUp(value, DescriptionLimits.SmallPageBytes);
        _diagnostics.Error(
            _element.At(name),
            $"{name} {Texts.Hex(value)} is not a multiple of the page size 0x1000",
            $"{Texts.Hex(rounded)} is the next one");
        return fallback;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool fallback) => Choice(name, fallback, ("true", true), ("false", false));

    /// <summary>One of several words.</summary>
    public T Choice<T>(string name, T fallback, params (string Word, T Value)[] choices)
    {
        if (_element.Find(name) is not SourceAttribute attribute)
        {
            return fallback;
        }

        foreach ((string word, T value) in choices)
        {
            if (word == attribute.Value)
            {
                return value;
            }
        }

        IReadOnlyList<string> words = [.. choices.Select(choice => choice.Word)];
        _diagnostics.Error(
            attribute.ValuePosition,
            $"{name} cannot be {Texts.Quote(attribute.Value)}",
            Suggestion.Or(attribute.Value, words, $"it can be {Texts.OneOf(words)}"));
        return fallback;
    }

    private static string Span(ulong smallest, ulong largest) => largest > ushort.MaxValue
        ? $"{Texts.Hex(smallest)} to {Texts.Hex(largest)}"
        : $"{smallest} to {largest}";
}
