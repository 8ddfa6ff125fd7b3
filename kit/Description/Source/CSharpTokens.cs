// SPDX-License-Identifier: BSD-2-Clause
using System.Globalization;
using System.Text;
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>Takes a description in C# apart: as much of the language as attributes with constants need.</summary>
internal sealed class CSharpTokens
{
    private const char End = '\0';

    private readonly string _text;
    private int _place;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Reads a text.</summary>
    public CSharpTokens(string text) => _text = text;

    private SourcePosition Position => new(_line, _place - _lineStart + 1);

    /// <summary>The next token.</summary>
    public CSharpToken Next()
    {
        SkipBlanks();
        SourcePosition position = Position;
        char letter = Letter(0);
        if (_place == _text.Length)
        {
            return new CSharpToken(CSharpTokenKind.End, "", position);
        }

        if (char.IsLetter(letter) || letter == '_')
        {
            return new CSharpToken(CSharpTokenKind.Word, Run("."), position);
        }

        if (letter is >= '0' and <= '9')
        {
            return new CSharpToken(CSharpTokenKind.Number, Number(Run("")), position);
        }

        bool isVerbatim = letter == '@' && Letter(1) == '"';
        if (letter == '"' || isVerbatim)
        {
            _place += isVerbatim ? 2 : 1;
            return String(isVerbatim);
        }

        _place++;
        return new CSharpToken(CSharpTokenKind.Sign, letter.ToString(), position);
    }

    private char Letter(int ahead) => _place + ahead < _text.Length ? _text[_place + ahead] : End;

    private void SkipBlanks()
    {
        while (_place < _text.Length)
        {
            if (Letter(0) == '/' && Letter(1) == '/')
            {
                SkipTo("\n");
            }
            else if (Letter(0) == '/' && Letter(1) == '*')
            {
                _place += 2;
                SkipTo("*/");
                _place = Math.Min(_place + 2, _text.Length);
            }
            else if (char.IsWhiteSpace(Letter(0)) || Letter(0) == '\ufeff')
            {
                Step();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipTo(string end)
    {
        while (_place < _text.Length && string.CompareOrdinal(_text, _place, end, 0, end.Length) != 0)
        {
            Step();
        }
    }

    private void Step()
    {
        _place++;
        if (_text[_place - 1] == '\n')
        {
            _line++;
            _lineStart = _place;
        }
    }

    /// <summary>Letters, digits and underscores, and what else is asked for.</summary>
    private string Run(string more)
    {
        int start = _place;
        while (char.IsLetterOrDigit(Letter(0)) || Letter(0) == '_'
            || (Letter(0) != End && more.Contains(Letter(0), StringComparison.Ordinal)))
        {
            _place++;
        }

        return _text[start.._place];
    }

    /// <summary>A number as descriptions write it; one that C# does not know stays as it is, and is reported where it is used.</summary>
    private static string Number(string text)
    {
        string digits = text.TrimEnd('u', 'U', 'l', 'L');
        bool isBinary = digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase);
        return isBinary && TryBinary(digits[2..], out ulong value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : digits.Replace('X', 'x');
    }

    private static bool TryBinary(string digits, out ulong value)
    {
        value = 0;
        foreach (char digit in digits)
        {
            if (digit is not ('0' or '1' or '_') || value > ulong.MaxValue / 2)
            {
                return false;
            }

            value = digit == '_' ? value : (value * 2) + (ulong)(digit - '0');
        }

        return true;
    }

    private CSharpToken String(bool isVerbatim)
    {
        SourcePosition position = Position;
        StringBuilder text = new();
        while (_place < _text.Length && (isVerbatim || Letter(0) != '\n'))
        {
            char letter = Letter(0);
            if (letter == '"' && !(isVerbatim && Letter(1) == '"'))
            {
                _place++;
                return new CSharpToken(CSharpTokenKind.String, text.ToString(), position);
            }

            bool isEscaped = isVerbatim ? letter == '"' : letter == '\\';
            Step();
            text.Append(isEscaped ? Escaped(isVerbatim) : letter);
        }

        return new CSharpToken(CSharpTokenKind.Sign, "\"", position with { Column = position.Column - 1 });
    }

    private char Escaped(bool isVerbatim)
    {
        char letter = Letter(0);
        _place = Math.Min(_place + 1, _text.Length);
        return isVerbatim ? letter : letter switch
        {
            'n' => '\n',
            't' => '\t',
            _ => letter,
        };
    }
}
