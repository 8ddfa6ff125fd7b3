// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes what a profile means to MSBuild: the symbols that user level is compiled with for the features it has.</summary>
public static class ProjectEmitter
{
    /// <summary>Text of the file to import.</summary>
    public static string Emit(AbiModel model)
    {
        var symbols = model.AllFeatures.Where(f => model.Target.Features.Contains(f.Name) && f.Name != "DebugSystemCalls")
            .Select(f => StubEmitter.FeatureSymbol(f.Name));
        return SourceText.Xml().Line("<Project>")
            .Line("  <PropertyGroup>")
            .Line($"    <DefineConstants>$(DefineConstants);{string.Join(";", symbols)}</DefineConstants>")
            .Line("  </PropertyGroup>")
            .Line("</Project>").ToString();
    }
}
