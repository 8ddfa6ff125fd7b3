// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Tools.Analyzers.Layers;

namespace Caprock.Tests.Unit.Analyzers;

/// <summary>Who may use whom.</summary>
public sealed class LayerAnalyzerTests
{
    [Theory]
    [InlineData("Caprock.Abi", "Caprock.Kernel.Objects")]
    [InlineData("Caprock.Abi", "Caprock.User")]
    [InlineData("Caprock.Kernel.Objects", "Caprock.Kernel.Arch.X64")]
    [InlineData("Caprock.Kernel.Objects", "Caprock.Kernel.Platform.Pc")]
    [InlineData("Caprock.Kernel", "Caprock.User")]
    [InlineData("Caprock.Kernel.Arch.Contract", "Caprock.Kernel.Arch.X64")]
    [InlineData("Caprock.Kernel.Arch.X64", "Caprock.Kernel.Platform.Pc")]
    [InlineData("Caprock.User", "Caprock.Kernel.Objects")]
    [InlineData("Caprock.User", "Caprock.Kit")]
    [InlineData("Caprock.Kit", "Caprock.Drivers.Serial.Protocol")]
    [InlineData("Caprock.Drivers.Serial.Protocol", "Caprock.Drivers.Serial.Uart16550")]
    [InlineData("Caprock.Drivers.Serial.Uart16550", "Caprock.Drivers.Network.Virtio")]
    [InlineData("Caprock.Drivers.Serial.Uart16550", "Caprock.Drivers.Serial.Virtualiser")]
    [InlineData("Caprock.Drivers.Serial.Uart16550", "Caprock.Services.Shell")]
    [InlineData("Caprock.Services.Shell", "Caprock.Drivers.Serial.Uart16550")]
    [InlineData("Caprock.Services.Shell", "Caprock.Services.Http")]
    [InlineData("Caprock.Examples.Calculator", "Caprock.Kernel.Objects")]
    [InlineData("Caprock.Spec", "Caprock.Kernel.Objects")]
    [InlineData("Caprock.Tools.Image", "Caprock.Tests.Unit")]
    [InlineData("Caprock.Kernel", "Caprock.Tests.Unit")]
    public void The_wrong_direction_is_refused(string from, string to) =>
        Analysis.Refused(Analysis.Hosted<LayerAnalyzer>(Use(from, to), Define(to)), "CAP1001");

    [Theory]
    [InlineData("Caprock.Kernel.Objects", "Caprock.Abi")]
    [InlineData("Caprock.Kernel.Objects", "Caprock.Kernel.Memory")]
    [InlineData("Caprock.Kernel.Objects", "Caprock.Kernel.Arch.Contract")]
    [InlineData("Caprock.Kernel.Arch.Contract", "Caprock.Kernel.Objects")]
    [InlineData("Caprock.Kernel.Arch.X64", "Caprock.Kernel.Arch.Contract")]
    [InlineData("Caprock.Kernel.Arch.Host", "Caprock.Kernel.Arch.X64")]
    [InlineData("Caprock.Kernel.Platform.Pc", "Caprock.Kernel.Arch.X64")]
    [InlineData("Caprock.User", "Caprock.Abi")]
    [InlineData("Caprock.Kit", "Caprock.User")]
    [InlineData("Caprock.Drivers.Serial.Uart16550", "Caprock.Drivers.Serial.Protocol")]
    [InlineData("Caprock.Drivers.Serial.Uart16550.Registers", "Caprock.Drivers.Serial.Uart16550")]
    [InlineData("Caprock.Services.Shell", "Caprock.Drivers.Serial.Protocol")]
    [InlineData("Caprock.Examples.Calculator", "Caprock.Drivers.Serial.Uart16550")]
    [InlineData("Caprock.Examples.Calculator", "Caprock.User")]
    [InlineData("Caprock.Spec", "Caprock.Abi")]
    [InlineData("Caprock.Verification", "Caprock.Kernel.Objects")]
    [InlineData("Caprock.Tests.Unit", "Caprock.Kernel.Arch.X64")]
    [InlineData("Elsewhere", "Caprock.Kernel.Arch.X64")]
    public void The_right_direction_passes(string from, string to) =>
        Analysis.Accepted(Analysis.Hosted<LayerAnalyzer>(Use(from, to), Define(to)));

    [Fact]
    public void A_using_directive_in_the_wrong_direction_is_refused_once() =>
        Analysis.Refused(
            Analysis.Hosted<LayerAnalyzer>(
                "using Caprock.Kernel.Arch.X64;\nnamespace Caprock.Kernel.Objects;\nclass Endpoint;", Define("Caprock.Kernel.Arch.X64")),
            "CAP1001");

    [Fact]
    public void Core_reaches_its_architecture_through_an_alias_and_the_contract()
    {
        const string contract = """
            namespace Caprock.Kernel.Arch.Contract { public interface IMachine { static abstract int Now(); } }
            namespace Caprock.Kernel.Arch.X64
            {
                public class X64Machine : Contract.IMachine
                {
                    public static int Now() => 1;
                    public static int ReadModelSpecificRegister() => 2;
                }
            }
            """;
        const string alias = "global using Machine = Caprock.Kernel.Arch.X64.X64Machine;";
        const string good = "namespace Caprock.Kernel.Scheduling;\nclass Clock { int _now = Machine.Now(); Machine? _machine; }";
        const string bad = "namespace Caprock.Kernel.Scheduling;\nclass Timer { int _now = Machine.ReadModelSpecificRegister(); }";
        Analysis.Accepted(Analysis.Hosted<LayerAnalyzer>(contract, alias, good));
        Analysis.Refused(Analysis.Hosted<LayerAnalyzer>(contract, alias, bad), "CAP1001");
    }

    [Fact]
    public void A_member_of_a_refused_layer_reached_through_a_value_is_refused() =>
        Analysis.Refused(
            Analysis.Hosted<LayerAnalyzer>(
                "namespace Caprock.Abi { public static class Maker { public static dynamic? Any; } }",
                "namespace Caprock.Kit { public class Part { public int Size; public static Part Make() => new(); } }",
                "namespace Elsewhere { public static class Bridge { public static Caprock.Kit.Part Part => Caprock.Kit.Part.Make(); } }",
                "namespace Caprock.User { class Sample { int _size = Elsewhere.Bridge.Part.Size; } }"),
            "CAP1001");

    [Fact]
    public void Conditional_compilation_in_core_is_refused()
    {
        const string source = "namespace Caprock.Kernel.Objects;\n#if DEBUG\nclass Endpoint;\n#endif\n";
        Analysis.Refused(Analysis.Hosted<ConditionalCompilationAnalyzer>(source), "CAP1002");
        Analysis.Accepted(
            Analysis.Hosted<ConditionalCompilationAnalyzer>(source.Replace("#if DEBUG", "#region A").Replace("#endif", "#endregion")));
        Analysis.Accepted(Analysis.Hosted<ConditionalCompilationAnalyzer>(source.Replace("Kernel.Objects", "Tools.Image")));
    }

    private static string Use(string from, string to) => $"namespace {from} {{ class User {{ {to}.Used? _used; }} }}";

    private static string Define(string space) => $"namespace {space} {{ public class Used; }}";
}
