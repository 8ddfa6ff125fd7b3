// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Shell.Editing;

/// <summary>A key, or what editors do with one.</summary>
public enum Key
{
    /// <summary>None yet, or one that means nothing.</summary>
    None,

    /// <summary>A character, in <see cref="KeyReader.Character"/>.</summary>
    Character,

    /// <summary>The end of the line.</summary>
    Enter,

    /// <summary>Tab.</summary>
    Tab,

    /// <summary>A character to the left.</summary>
    Left,

    /// <summary>A character to the right.</summary>
    Right,

    /// <summary>A line further back.</summary>
    Up,

    /// <summary>A line further on.</summary>
    Down,

    /// <summary>To the begin of the line.</summary>
    Home,

    /// <summary>To the end of the line.</summary>
    End,

    /// <summary>Erases the character to the left.</summary>
    Backspace,

    /// <summary>Erases the character under the cursor; in an empty line the end of the input.</summary>
    Delete,

    /// <summary>Erases the character under the cursor, and nothing in an empty line.</summary>
    DeleteOnly,

    /// <summary>Erases everything to the left.</summary>
    EraseBefore,

    /// <summary>Erases everything from the cursor on.</summary>
    EraseAfter,

    /// <summary>Erases the word to the left.</summary>
    EraseWord,

    /// <summary>Draws the line again.</summary>
    Redraw,

    /// <summary>Gives up.</summary>
    Interrupt,
}
