// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Caprock.Abi.Generators.Reading;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Everything that is generated, and where it goes.</summary>
public static class Generation
{
    /// <summary>Generates all files in memory.</summary>
    public static GeneratedFiles Run(SourceTree tree)
    {
        var files = new GeneratedFiles();
        var models = TargetReader.ReadAll(tree).Select(target => ModelReader.Read(tree, target)).ToList();
        foreach (var model in models)
        {
            AddTarget(files, model);
        }

        var everything = ModelReader.Read(tree, TargetReader.ReadEverything(tree, "X64"));
        CapabilityEmitter.AddAll(files, everything);
        StubEmitter.AddAll(files, everything);
        AssemblyEmitter.AddPortable(files, everything);
        var manual = new Manual(everything, models.Where(m => m.Target.Isa == "X64").ToList(), tree.Examples);
        ObjectPages.AddAll(files, manual);
        ReferencePages.AddAll(files, manual);
        return files;
    }

    private static void AddTarget(GeneratedFiles files, AbiModel model)
    {
        var folder = $"abi/Generated/{model.Target.Folder}";
        files.Own(folder);
        NumberEmitter.AddAll(files, folder, model);
        foreach (var word in model.Words)
        {
            files.Add($"{folder}/{word.About.Name}.cs", WordEmitter.Emit(word));
        }

        RecordEmitter.AddAll(files, folder, model);
        AssemblyEmitter.AddProfile(files, folder, model);
        files.Add($"{folder}/profile.props", ProjectEmitter.Emit(model));
        files.Add($"{folder}/caprock.h", HeaderEmitter.Emit(model));
    }
}
