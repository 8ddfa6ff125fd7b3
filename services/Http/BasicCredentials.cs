// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Http;

/// <summary>
/// Looks whether a request brings a name and a password. Without TLS everybody on the way can read them, and there is no limit on guesses
/// but the time that each takes.
/// </summary>
/// <remarks>Source: RFC 7617 (Basic), RFC 4648, 4 (Base64). The comparison takes a time that says nothing of the password.</remarks>
public static class BasicCredentials
{
    /// <summary>Characters of name, colon and password at most.</summary>
    public const int MostBytes = 192;

    private const int GroupCharacters = 4;
    private const int GroupBytes = 3;
    private const int DigitBits = 6;
    private const int NoDigit = -1;

    /// <summary>The field of a response with status 401: what to ask the person for.</summary>
    public static ReadOnlySpan<byte> Challenge =>
        "WWW-Authenticate: Basic realm=\"Caprock\", charset=\"UTF-8\"\r\nCache-Control: no-store\r\n"u8;

    private static ReadOnlySpan<byte> Scheme => "Basic "u8;

    /// <summary>Whether a request brings these: the name, a colon, and the password.</summary>
    public static bool AreIn(scoped ref readonly HttpRequest request, ReadOnlySpan<byte> expected) =>
        request.TryGetField("Authorization"u8, out var field) && AreEqual(field, expected);

    /// <summary>Whether a request brings this password with any name.</summary>
    public static bool HavePassword(scoped ref readonly HttpRequest request, ReadOnlySpan<byte> password) =>
        request.TryGetField("Authorization"u8, out var field) && HavePassword(field, password);

    /// <summary>Whether the value of a field Authorization stands for these: the name, a colon, and the password.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> field, ReadOnlySpan<byte> expected)
    {
        Unsafe.SkipInit(out CredentialBytes memory);
        Span<byte> bytes = memory;
        return TryRead(field, bytes, out var length) && FixedTime.AreEqual(bytes[..length], expected);
    }

    /// <summary>Whether the value of a field Authorization stands for a name, a colon, and this password.</summary>
    public static bool HavePassword(ReadOnlySpan<byte> field, ReadOnlySpan<byte> password)
    {
        Unsafe.SkipInit(out CredentialBytes memory);
        Span<byte> bytes = memory;
        if (!TryRead(field, bytes, out var length))
        {
            return false;
        }

        ReadOnlySpan<byte> read = bytes[..length];
        var colon = read.IndexOf((byte)':');
        return colon >= 0 && FixedTime.AreEqual(read[(colon + 1)..], password);
    }

    private static bool TryRead(ReadOnlySpan<byte> field, Span<byte> bytes, out int length)
    {
        length = 0;
        if (field.Length <= Scheme.Length || !Text.EqualsIgnoringCase(field[..Scheme.Length], Scheme))
        {
            return false;
        }

        var text = field[Scheme.Length..];
        while (!text.IsEmpty && text[0] == (byte)' ')
        {
            text = text[1..];
        }

        return TryDecode(text, bytes, out length);
    }

    private static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes, out int length)
    {
        length = 0;
        if (text.Length % GroupCharacters != 0 || text.Length / GroupCharacters * GroupBytes > bytes.Length)
        {
            return false;
        }

        var padding = 0;
        while (padding < 2 && padding < text.Length && text[text.Length - 1 - padding] == (byte)'=')
        {
            padding++;
        }

        for (var i = 0; i < text.Length; i += GroupCharacters)
        {
            if (!TryDecodeGroup(text.Slice(i, GroupCharacters), i + GroupCharacters == text.Length ? padding : 0, out var group))
            {
                return false;
            }

            bytes[length] = (byte)(group >> 16);
            bytes[length + 1] = (byte)(group >> 8);
            bytes[length + 2] = (byte)group;
            length += GroupBytes;
        }

        length -= padding;
        return true;
    }

    private static bool TryDecodeGroup(ReadOnlySpan<byte> characters, int padding, out int group)
    {
        group = 0;
        for (var i = 0; i < GroupCharacters; i++)
        {
            var digit = i < GroupCharacters - padding ? DigitOf(characters[i]) : 0;
            if (digit == NoDigit)
            {
                return false;
            }

            group = (group << DigitBits) | digit;
        }

        return true;
    }

    private static int DigitOf(byte character) => character switch
    {
        >= (byte)'A' and <= (byte)'Z' => character - 'A',
        >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => NoDigit,
    };
}
