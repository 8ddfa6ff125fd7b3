// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;

namespace Caprock.Abi.Generators.Emission;

/// <summary>Writes the kernel's views of capabilities.</summary>
public static class CapabilityEmitter
{
    private const string Folder = "kernel/Core/Capabilities/Generated";
    private const string Space = "Caprock.Kernel.Capabilities";
    private const string Source = "abi/Capabilities";

    private static readonly Named AddressAbout = new("ObjectAddress", "Address of the object in the kernel's window.", "", [], null);

    /// <summary>The field that holds an object's address.</summary>
    public static readonly BitField Address = new(AddressAbout, "ulong", 0, 16, 48, true);

    /// <summary>Adds tags, views and their tests.</summary>
    public static void AddAll(GeneratedFiles files, AbiModel model)
    {
        files.Own(Folder);
        files.Add($"{Folder}/CapabilityType.cs", NumberEmitter.EmitEnum(Types(model), Space));
        files.Add($"{Folder}/CapabilityViews.cs", EmitTests(model));
        foreach (var enumeration in model.CapabilityEnums)
        {
            files.Add($"{Folder}/{enumeration.About.Name}.cs", NumberEmitter.EmitEnum(enumeration, Space));
        }

        foreach (var layout in model.Capabilities)
        {
            files.Add($"{Folder}/{layout.About.Name}Capability.cs", EmitView(layout));
        }
    }

    /// <summary>All fields of a layout, the object's address first.</summary>
    public static IReadOnlyList<BitField> AllFields(CapabilityLayout layout) =>
        layout.NamesObject ? [Address, .. layout.Fields] : layout.Fields;

    private static Enumeration Types(AbiModel model)
    {
        var about = new Named("CapabilityType", "Type tag of a capability: bits 4..0 of its first word.", "", [], null);
        var none = new Number(new Named("Null", "No capability.", "", [], null), "", 0);
        var members = model.Capabilities.Select(c => new Number(c.About, "", c.Tag)).Prepend(none).ToList();
        return new Enumeration(about, "byte", false, false, "", members);
    }

    private static string EmitTests(AbiModel model)
    {
        var text = SourceText.CSharp(Source, Space, "System.Runtime.CompilerServices")
            .Summary("Tests of a capability's type, each of which is the way to the typed view.")
            .Remarks("The view means something only where the test held.")
            .Line("public static class CapabilityViews").Open();
        foreach (var name in model.Capabilities.Select(c => c.About.Name))
        {
            text.Gap().Summary($"Whether the capability is of type {name}, and its view.")
                .Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]")
                .Line($"public static bool TryAs{name}(this Capability capability, out {name}Capability view)").Open()
                .Line($"view = new {name}Capability(capability);")
                .Line($"return capability.Type == CapabilityType.{name};").Close();
        }

        return text.Close().ToString();
    }

    private static string EmitView(CapabilityLayout layout)
    {
        var name = $"{layout.About.Name}Capability";
        var fields = AllFields(layout);
        var text = SourceText.CSharp($"{Source}/{layout.About.Name}.cs", Space, "System.Runtime.CompilerServices")
            .Summary($"View of a capability: {Names.Camel(layout.About.Summary)}").Remarks(Picture(layout))
            .Line($"public readonly unsafe partial struct {name}").Open()
            .Gap().Summary("The capability viewed.").Line("public readonly Capability Value;")
            .Gap().Summary("Views a capability whose tag has been tested.")
            .Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]")
            .Line($"internal {name}(Capability value) => Value = value;");
        foreach (var field in fields)
        {
            text.Property(field.About.Summary, field.Type, field.About.Name, BitExpressions.Get(field, $"Value.Word{field.Word}"));
        }

        EmitCreate(text, layout, name, fields);
        foreach (var field in fields)
        {
            text.Method(
                $"The same with another {field.About.Name}.",
                $"{name} With{field.About.Name}({field.Type} value)",
                $"new({With(field)})");
        }

        return text.Gap().Summary("The capability, to be put into a slot.")
            .Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]")
            .Line($"public static implicit operator Capability({name} view) => view.Value;")
            .Close().ToString();
    }

    private static void EmitCreate(SourceText text, CapabilityLayout layout, string name, IReadOnlyList<BitField> fields)
    {
        var parameters = string.Join(", ", fields.Select(f => $"{f.Type} {Names.Camel(f.About.Name)}"));
        text.Gap().Summary("Makes a capability of its fields; bits that do not fit are dropped.")
            .Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]")
            .Line($"public static {name} Create({parameters}) => new(new Capability(")
            .Line($"    {Word(fields, 0, layout.Tag)},")
            .Line($"    {Word(fields, 1, 0)}));");
    }

    private static string Word(IReadOnlyList<BitField> fields, int word, int tag)
    {
        var parts = fields.Where(f => f.Word == word).Select(f => BitExpressions.Put(f, Names.Camel(f.About.Name))).ToList();
        if (tag != 0 || parts.Count == 0)
        {
            parts.Insert(0, $"{tag}ul");
        }

        return string.Join(" | ", parts);
    }

    private static string With(BitField field)
    {
        var word = $"{BitExpressions.Clear(field, $"Value.Word{field.Word}")} | {BitExpressions.Put(field, "value")}";
        return field.Word == 0 ? $"new Capability({word}, Value.Word1)" : $"new Capability(Value.Word0, {word})";
    }

    private static string Picture(CapabilityLayout layout)
    {
        var words = Enumerable.Range(0, 2).Select(word =>
        {
            var fields = AllFields(layout).Where(f => f.Word == word).OrderByDescending(f => f.Low)
                .Select(f => $"{f.About.Name} {Range(f)}").ToList();
            if (word == 0)
            {
                fields.Add($"tag {layout.Tag} [4:0]");
            }

            return $"Word {word}: {(fields.Count == 0 ? "zero" : string.Join(", ", fields))}.";
        });
        return string.Join(" ", words);
    }

    private static string Range(BitField field) =>
        field.Count == 1 ? $"[{field.Low}]" : $"[{field.Low + field.Count - 1}:{field.Low}]";
}
