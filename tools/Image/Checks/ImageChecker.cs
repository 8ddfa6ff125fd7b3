// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;

namespace Caprock.Tools.Image.Checks;

/// <summary>Runs every check that applies to an image.</summary>
public static class ImageChecker
{
    /// <summary>Code of a finding about an image the checks cannot work on.</summary>
    public const string UnusableCode = "CAPROCK0200";

    private static readonly IImageCheck[] s_checks =
    [
        new SegmentCheck(),
        new RuntimeHelperCheck(),
        new ClassConstructorCheck(),
        new CodeShapeCheck(),
        new VectorRegisterCheck(),
        new IndirectTransferCheck(),
        new RecursionCheck(),
        new StackCheck(),
    ];

    /// <summary>Checks the file at a path; a file that is no usable ELF image yields a finding too.</summary>
    public static IReadOnlyList<Finding> Check(string path, CheckOptions options)
    {
        try
        {
            return Check(ElfImage.Load(path), options);
        }
        catch (Exception exception) when (exception is ElfFormatException or IOException or UnauthorizedAccessException)
        {
            return [Finding.Error(UnusableCode, exception.Message)];
        }
    }

    /// <summary>Checks an image.</summary>
    public static IReadOnlyList<Finding> Check(ElfImage image, CheckOptions options)
    {
        if (image.Header.Machine is not ElfMachine.X64 and not ElfMachine.X86)
        {
            return [Finding.Error(UnusableCode, $"the image is for machine {(int)image.Header.Machine}; the checks understand x86 only")];
        }

        if (image.Symbols.Count == 0)
        {
            return [Finding.Error(UnusableCode, "the image has no symbols, so its functions are unknown; check it before it is stripped")];
        }

        CheckContext context = new(image, options);
        return [.. s_checks.Where(check => check.AppliesTo(options)).SelectMany(check => check.Run(context))];
    }
}
