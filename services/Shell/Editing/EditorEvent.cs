// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Shell.Editing;

/// <summary>What the editor wants after a byte.</summary>
public enum EditorEvent
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The line is complete.</summary>
    Complete,

    /// <summary>What stands before the cursor is to be completed.</summary>
    Completion,

    /// <summary>The line was given up.</summary>
    Cancelled,

    /// <summary>Nothing further will be typed.</summary>
    EndOfInput,
}
