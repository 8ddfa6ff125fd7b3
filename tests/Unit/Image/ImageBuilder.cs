// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Elf;
using Caprock.Tools.Emulator;
using Caprock.Tools.Image.Checks;

namespace Caprock.Tests.Unit.Image;

/// <summary>Assembles and links tiny images for the tests.</summary>
internal static class ImageBuilder
{
    /// <summary>Code, constants and data in page-aligned segments of their own, as the real linker scripts make them.</summary>
    public const string DefaultScript = """
        ENTRY(_start)
        PHDRS { text PT_LOAD FLAGS(5); rodata PT_LOAD FLAGS(4); data PT_LOAD FLAGS(6); }
        SECTIONS {
          . = 0x400000;
          .boot : { *(.boot) } :text
          .text : { *(.text) *(.text.*) } :text
          . = ALIGN(4096);
          .rodata : { *(.rodata) *(.rodata.*) } :rodata
          . = ALIGN(4096);
          .data : { *(.data) } :data
          .bss : { *(.bss) } :data
          /DISCARD/ : { *(.comment) *(.note*) *(.eh_frame*) }
        }
        """;

    /// <summary>A stack of 4096 bytes under the kernel's symbols.</summary>
    public const string KernelStack = """

        .section .bss,"aw",@nobits
        .global kernel_stack_bottom, kernel_stack_top
        kernel_stack_bottom: .skip 4096
        kernel_stack_top:

        """;

    /// <summary>Builds an image from x86-64 assembly (AT&amp;T syntax switched to Intel's).</summary>
    public static ElfImage Build(string assembly, string script = DefaultScript, params string[] linkerOptions) =>
        WithFolder(folder => ElfImage.Parse(File.ReadAllBytes(Link(folder, assembly, script, linkerOptions)), "image.elf"));

    /// <summary>Builds an image and returns its bytes.</summary>
    public static byte[] BuildBytes(string assembly, string script = DefaultScript) =>
        WithFolder(folder => File.ReadAllBytes(Link(folder, assembly, script, [])));

    /// <summary>Builds a kernel image with a stack and returns what the checks find.</summary>
    public static IReadOnlyList<Finding> CheckKernel(string assembly, string script = DefaultScript, params string[] linkerOptions) =>
        ImageChecker.Check(Build(assembly + KernelStack, script, linkerOptions), CheckOptions.Kernel);

    /// <summary>The errors among findings.</summary>
    public static IEnumerable<Finding> Errors(this IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.Severity == FindingSeverity.Error);

    /// <summary>Asserts that exactly one rule is broken and returns its finding.</summary>
    public static Finding Refused(IReadOnlyList<Finding> findings, string code)
    {
        Finding finding = Assert.Single(findings.Errors());
        Assert.Equal(code, finding.Code);
        return finding;
    }

    /// <summary>Asserts that no rule is broken.</summary>
    public static void Accepted(IReadOnlyList<Finding> findings) => Assert.Empty(findings.Errors().Select(finding => finding.Message));

    private static T WithFolder<T>(Func<string, T> action)
    {
        string folder = Directory.CreateTempSubdirectory("caprock-image-test-").FullName;
        try
        {
            return action(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Link(string folder, string assembly, string script, string[] linkerOptions)
    {
        string source = Path.Combine(folder, "image.S");
        string objectFile = Path.Combine(folder, "image.o");
        string scriptFile = Path.Combine(folder, "image.ld");
        string output = Path.Combine(folder, "image.elf");
        File.WriteAllText(source, ".intel_syntax noprefix\n.text\n" + assembly + "\n");
        File.WriteAllText(scriptFile, script);
        HostTool.Require("clang", ["--target=x86_64-unknown-elf", "-mavx512f", "-mmmx", "-c", "-o", objectFile, source]);
        HostTool.Require(
            "ld.lld", ["-static", "--no-pie", "-z", "noexecstack", "-T", scriptFile, .. linkerOptions, "-o", output, objectFile]);
        return output;
    }
}
