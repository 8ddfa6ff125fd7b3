// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Caprock.Tools.Emulator;

namespace Caprock.Tests.Unit.Sdk;

/// <summary>The freestanding core library.</summary>
[Collection(nameof(Workspace))]
public sealed class CoreLibraryTests(Workspace workspace)
{
    [Fact]
    public void Its_operations_give_the_right_results_in_a_kernel_without_vector_registers()
    {
        workspace.Build("Kernel").MustSucceed();
        string[] arguments =
        [
            "-cpu", "max", "-m", "64", "-kernel", workspace.Built("Kernel", "kernel.elf32"), "-debugcon", "stdio", "-display", "none",
            "-monitor", "none", "-serial", "none", "-no-reboot", "-device", "isa-debug-exit,iobase=0x501,iosize=4",
        ];
        (int code, string output) = new HostCommand("qemu-system-x86_64", arguments) { Limit = TimeSpan.FromMinutes(1) }.Run();
        Assert.Equal("all checks ran\n", output);
        Assert.Equal(1, code);
    }

    [Fact]
    public void It_declares_nothing_that_NET_lacks()
    {
        workspace.Build("Component").MustSucceed();
        using var file = new PEReader(File.OpenRead(workspace.Built("CoreLib", "CoreLib.dll")));
        MetadataReader metadata = file.GetMetadataReader();
        var missing = new List<string>();
        foreach (TypeDefinition type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            string name = metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
            if ((type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.Public || IsNative(name))
            {
                continue;
            }

            Type? original = typeof(object).Assembly.GetType(name)
                ?? Type.GetType(name + ", System.Runtime.Intrinsics") ?? Type.GetType(name + ", System.Runtime");
            if (original is null)
            {
                missing.Add(name);
                continue;
            }

            missing.AddRange(MissingMembers(metadata, type, original));
        }

        Assert.Empty(missing);
    }

    /// <summary>The two attributes of .NET's own core library that it does not show to others.</summary>
    private static bool IsNative(string name) => name is "System.Runtime.RuntimeExportAttribute" or "System.Runtime.RuntimeImportAttribute";

    private static IEnumerable<string> MissingMembers(MetadataReader metadata, TypeDefinition type, Type original)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        foreach (MethodDefinition method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            string name = metadata.GetString(method.Name);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public)
            {
                continue;
            }

            int parameters = ParameterCount(metadata.GetBlobReader(method.Signature));
            bool exists = original.GetMembers(All).OfType<MethodBase>()
                .Any(candidate => candidate.Name == name && candidate.GetParameters().Length == parameters
                    && (candidate.IsPublic || candidate.IsFamily));
            if (!exists)
            {
                yield return $"{original.FullName}.{name} with {parameters} parameters";
            }
        }
    }

    private static int ParameterCount(BlobReader signature)
    {
        SignatureHeader header = signature.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }
}
