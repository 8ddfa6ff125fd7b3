// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>Whether a finding refuses the image.</summary>
public enum FindingSeverity
{
    /// <summary>A figure worth printing.</summary>
    Note,

    /// <summary>The image is refused.</summary>
    Error,
}
