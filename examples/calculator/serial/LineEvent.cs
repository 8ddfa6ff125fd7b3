// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Calculator;

/// <summary>What a typed character completed.</summary>
public enum LineEvent
{
    /// <summary>Nothing yet.</summary>
    None,

    /// <summary>A line is ready.</summary>
    Complete,

    /// <summary>A line ended that had more characters than there is room for; they are gone.</summary>
    TooLong,

    /// <summary>The line was abandoned (Ctrl-C).</summary>
    Cancelled,

    /// <summary>End of transmission (Ctrl-D) at an empty line.</summary>
    EndOfInput,
}
