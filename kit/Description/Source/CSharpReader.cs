// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>Reads a description that is written as attributes of an assembly, which the C# compiler checks too.</summary>
internal sealed class CSharpReader
{
    private readonly DiagnosticList _diagnostics;
    private readonly CSharpTokens _tokens;
    private readonly List<CSharpAttribute> _attributes = [];
    private CSharpToken _token;

    private CSharpReader(string text, DiagnosticList diagnostics)
    {
        _diagnostics = diagnostics;
        _tokens = new CSharpTokens(text);
        _token = _tokens.Next();
    }

    /// <summary>Whether a text is meant as C#, and not as XML.</summary>
    public static bool Recognises(string text)
    {
        CSharpToken first = new CSharpTokens(text).Next();
        return first.Is("using") || first.Is("global") || first.Is('[');
    }

    /// <summary>The system as an element; null, with an error, when the text is something else.</summary>
    public static SourceElement? Read(string text, DiagnosticList diagnostics)
    {
        CSharpReader reader = new(text, diagnostics);
        return reader.ReadFile() ? CSharpSystem.Build(reader._attributes, diagnostics) : null;
    }

    private bool ReadFile()
    {
        while (_token.Kind != CSharpTokenKind.End)
        {
            bool isRead = _token.Is("using") || _token.Is("global") ? SkipUsing() : ReadSection();
            if (!isRead)
            {
                return false;
            }
        }

        return true;
    }

    private bool SkipUsing()
    {
        while (_token.Kind != CSharpTokenKind.End && !_token.Is(';'))
        {
            Step();
        }

        return Skip(';') || Refuse();
    }

    private bool ReadSection()
    {
        if (!Skip('[') || !_token.Is("assembly"))
        {
            return Refuse();
        }

        Step();
        if (!Skip(':'))
        {
            return Refuse();
        }

        while (!_token.Is(']'))
        {
            if (!ReadAttribute() || (!_token.Is(']') && !Skip(',')))
            {
                return Refuse();
            }
        }

        return Skip(']');
    }

    private bool ReadAttribute()
    {
        if (_token.Kind != CSharpTokenKind.Word)
        {
            return Refuse();
        }

        string name = _token.Text[(_token.Text.LastIndexOf('.') + 1)..];
        CSharpForm? form = CSharpForm.Find(name);
        if (form is null)
        {
            _diagnostics.Error(
                _token.Position,
                $"{Texts.Quote(name)} is nothing that a system has",
                Suggestion.Or(name, CSharpForm.Names, $"it has {Texts.OneOf([.. CSharpForm.Names])}"));
        }

        CSharpAttribute attribute = new(form ?? new CSharpForm("", "", CSharpPlace.System), _token.Position);
        Step();
        if (_token.Is('(') && !ReadArguments(attribute))
        {
            return false;
        }

        if (form is not null)
        {
            _attributes.Add(attribute);
        }

        return true;
    }

    private bool ReadArguments(CSharpAttribute attribute)
    {
        Step();
        for (int index = 0; !_token.Is(')'); index++)
        {
            SourcePosition namePosition = _token.Position;
            string? name = index < attribute.Form.Positional.Length ? attribute.Form.Positional[index] : null;
            if (_token.Kind == CSharpTokenKind.Word && _token.Text is not ("true" or "false" or "nameof"))
            {
                name = Snake(_token.Text);
                Step();
                if (!Skip('=') && !Skip(':'))
                {
                    return Refuse();
                }
            }

            SourcePosition position = _token.Position;
            if (ReadValue() is not string value || (!_token.Is(')') && !Skip(',')))
            {
                return Refuse();
            }

            bool isNew = name is not null && attribute.Add(new SourceAttribute(name, value, namePosition, position));
            if (!isNew && attribute.Form.Name.Length > 0)
            {
                string problem = name is null ? $"'{attribute.Form.Name}' has too many arguments" : $"'{name}' is said twice";
                _diagnostics.Error(namePosition, problem, name is null ? "name what comes behind the first ones" : "keep one of them");
            }
        }

        return Skip(')');
    }

    /// <summary>A constant; null when there is none.</summary>
    private string? ReadValue()
    {
        CSharpToken token = _token;
        if (token.Is("nameof"))
        {
            Step();
            string? name = Skip('(') && _token.Kind == CSharpTokenKind.Word ? _token.Text[(_token.Text.LastIndexOf('.') + 1)..] : null;
            Step();
            return Skip(')') ? name : null;
        }

        if (token.Kind is not (CSharpTokenKind.String or CSharpTokenKind.Number) && !token.Is("true") && !token.Is("false"))
        {
            return null;
        }

        Step();
        return token.Text;
    }

    private void Step() => _token = _tokens.Next();

    private bool Skip(char sign)
    {
        bool isThere = _token.Is(sign);
        if (isThere)
        {
            Step();
        }

        return isThere;
    }

    /// <summary>Says where reading stopped; only once, for what follows is not read.</summary>
    private bool Refuse()
    {
        if (!_diagnostics.HasErrors)
        {
            string what = _token.Kind == CSharpTokenKind.End ? "the file ends" : $"{Texts.Quote(_token.Text)} cannot stand";
            _diagnostics.Error(
                _token.Position,
                $"{what} here",
                "a description in C# is made of [assembly: Name(constants)], and of nothing else but usings and comments");
        }

        return false;
    }

    /// <summary>"SetvarId" as setvar_id.</summary>
    private static string Snake(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            text.Append(char.IsUpper(letter) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
