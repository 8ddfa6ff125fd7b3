// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>One property an image must have.</summary>
public interface IImageCheck
{
    /// <summary>Whether images of this sort are held to it.</summary>
    bool AppliesTo(CheckOptions options);

    /// <summary>What is wrong, and figures worth printing.</summary>
    IEnumerable<Finding> Run(CheckContext context);
}
