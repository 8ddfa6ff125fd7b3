// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>What an image is, which decides the checks it must pass.</summary>
public enum ImageKind
{
    /// <summary>The kernel: every check.</summary>
    Kernel,

    /// <summary>A user-level component: vector registers are allowed; the stack is checked only when its size is given.</summary>
    Component,
}
