// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Boot;

/// <summary>Says why a boot image could not be made, in words for the user.</summary>
public sealed class BootImageException : Exception
{
    /// <summary>Creates the exception with the complete message.</summary>
    public BootImageException(string message)
        : base(message)
    {
    }
}
