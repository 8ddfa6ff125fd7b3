// SPDX-License-Identifier: BSD-2-Clause
using System.Diagnostics.CodeAnalysis;

namespace Caprock.Services.Shell.Editing;

/// <summary>What a word can be continued with: what all names that begin with it have in common.</summary>
public struct Completion
{
    private LineText common;
    private LineText word;
    private int wordLength;
    private int commonLength;

    /// <summary>Names that begin with the word.</summary>
    public int Count { get; private set; }

    /// <summary>What all of them have behind the word.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Rest => ((Span<byte>)common)[Math.Min(wordLength, commonLength)..commonLength];

    /// <summary>Begins with a word.</summary>
    public void Begin(scoped ReadOnlySpan<byte> begun)
    {
        wordLength = Math.Min(begun.Length, LineText.Bytes);
        begun[..wordLength].CopyTo(word);
        commonLength = 0;
        Count = 0;
    }

    /// <summary>Whether a name begins with the word.</summary>
    public readonly bool Fits(scoped ReadOnlySpan<byte> name)
    {
        if (name.Length < wordLength || name.Length > LineText.Bytes)
        {
            return false;
        }

        for (var i = 0; i < wordLength; i++)
        {
            if (name[i] != word[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes a name into account, if it begins with the word.</summary>
    public void Offer(scoped ReadOnlySpan<byte> name)
    {
        if (!Fits(name))
        {
            return;
        }

        if (Count == 0)
        {
            name.CopyTo(common);
            commonLength = name.Length;
        }

        var same = 0;
        while (same < Math.Min(commonLength, name.Length) && common[same] == name[same])
        {
            same++;
        }

        // A character is taken whole or not at all.
        while (same > wordLength && same < name.Length && (name[same] & 0xc0) == 0x80)
        {
            same--;
        }

        commonLength = same;
        Count++;
    }

    /// <summary>Writes the rest as it is to be typed, with a backslash before what parts words, and gives its length.</summary>
    public int CopyTyped(scoped Span<byte> typed)
    {
        var length = 0;
        var rest = Rest;
        for (var i = 0; i < rest.Length && length + 1 < typed.Length; i++)
        {
            if (rest[i] is (byte)' ' or (byte)'"' or (byte)'\\')
            {
                typed[length++] = (byte)'\\';
            }

            typed[length++] = rest[i];
        }

        return length;
    }
}
