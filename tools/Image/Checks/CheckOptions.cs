// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>What to hold an image to.</summary>
/// <param name="Kind">What the image is.</param>
/// <param name="StackLimit">Size of the stack, null when the stack is not to be checked.</param>
/// <param name="AllowedIndirect">Functions that may contain an indirect call or jump.</param>
public sealed record CheckOptions(ImageKind Kind, StackLimit? StackLimit, IReadOnlySet<string> AllowedIndirect)
{
    /// <summary>What a kernel image is held to.</summary>
    public static CheckOptions Kernel { get; } = new(ImageKind.Kernel, Checks.StackLimit.Kernel, new HashSet<string>());

    /// <summary>What a component image is held to.</summary>
    public static CheckOptions Component { get; } = new(ImageKind.Component, null, new HashSet<string>());

    /// <summary>Whether the call graph must be free of recursion and unknown targets.</summary>
    public bool NeedsCallGraph => Kind == ImageKind.Kernel || StackLimit is not null;
}
