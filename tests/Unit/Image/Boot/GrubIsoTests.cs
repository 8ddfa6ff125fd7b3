// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Tools.Image.Boot;

namespace Caprock.Tests.Unit.Image.Boot;

/// <summary>Bootable CD images.</summary>
public sealed class GrubIsoTests
{
    [Fact]
    public void The_loader_is_told_kernel_and_modules_in_order()
    {
        string text = GrubIso.Configuration([new BootModule("out/root.elf"), new BootModule("x.bin", "it's data")]);
        Assert.Equal(
            """
            set timeout=0
            set default=0
            menuentry "Caprock" {
                multiboot2 /boot/caprock/kernel.elf
                module2 /boot/caprock/module0 'root.elf'
                module2 /boot/caprock/module1 'it'\''s data'
                boot
            }

            """,
            text);
    }

    [Fact]
    public void A_missing_kernel_or_module_is_named()
    {
        string existing = typeof(GrubIsoTests).Assembly.Location;
        BootImageException kernel = Assert.Throws<BootImageException>(() => GrubIso.Create("no-kernel.elf", [], "out.iso"));
        Assert.Contains("'no-kernel.elf' does not exist", kernel.Message);
        BootImageException module = Assert.Throws<BootImageException>(
            () => GrubIso.Create(existing, [new BootModule("no-root.elf")], "out.iso"));
        Assert.Contains("'no-root.elf' does not exist", module.Message);
    }

    [Fact]
    public void An_image_holds_kernel_and_module()
    {
        string folder = Directory.CreateTempSubdirectory("caprock-iso-test-").FullName;
        try
        {
            string kernel = Path.Combine(folder, "kernel.elf");
            string module = Path.Combine(folder, "root.elf");
            string output = Path.Combine(folder, "out.iso");
            File.WriteAllText(kernel, "the kernel's bytes");
            File.WriteAllText(module, "the module's bytes");
            GrubIso.Create(kernel, [new BootModule(module)], output);
            byte[] image = File.ReadAllBytes(output);
            Assert.Equal("CD001", Encoding.ASCII.GetString(image, 0x8001, 5));
            Assert.True(image.AsSpan().IndexOf("the kernel's bytes"u8) > 0);
            Assert.True(image.AsSpan().IndexOf("the module's bytes"u8) > 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
