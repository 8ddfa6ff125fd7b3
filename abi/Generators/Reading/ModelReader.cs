// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Caprock.Abi.Generators.Reading;

/// <summary>Reads the whole interface as a target has it.</summary>
public static class ModelReader
{
    private static readonly string[] NumberAreas = ["Boot", "Calls", "Faults", "Objects"];

    /// <summary>The interface of a target.</summary>
    public static AbiModel Read(SourceTree tree, Target target)
    {
        var types = NumberAreas.SelectMany(area => tree.In(area, target)).Where(t => t.ExistsIn(target)).ToList();
        var enums = types.Where(t => t.TypeKind == TypeKind.Enum).ToList();
        var objects = Objects(tree, target, types, out var labelCounts);
        return new AbiModel(
            target,
            TargetReader.Features(tree),
            enums.Where(t => !t.Has("Continues")).Select(t => NumberReader.Read(t, target, tree)).ToList(),
            types.Where(t => t.IsStatic && !t.Has("LabelOrder")).Select(t => NumberReader.ReadConstants(t, target)).ToList(),
            types.Where(t => t.Has("WordLayout")).Select(LayoutReader.ReadWord).ToList(),
            types.Where(t => t.Has("Record")).Select(t => LayoutReader.ReadRecord(t, target)).ToList(),
            enums.Where(t => t.Has("RegisterSet")).Select(LayoutReader.ReadRegisters).ToList(),
            objects,
            labelCounts,
            enums.Where(t => !t.Has("Continues")).SelectMany(t => NumberReader.CountsBefore(t, target, tree)).ToList(),
            tree.In("Capabilities", target)
                .Where(t => t.Has("CapabilityLayout"))
                .Select(LayoutReader.ReadCapability).OrderBy(c => c.Tag).ToList(),
            tree.In("Capabilities", target)
                .Where(t => t.TypeKind == TypeKind.Enum)
                .Select(t => NumberReader.Read(t, target, tree)).ToList());
    }

    private static List<KernelObject> Objects(
        SourceTree tree, Target target, List<INamedTypeSymbol> types, out List<Number> labelCounts)
    {
        var label = 1L;
        labelCounts = [];
        var invocations = new List<Invocation>();
        foreach (var type in tree.In("Objects", target)
            .Where(t => t.Has("LabelOrder"))
            .OrderBy(t => (int)t.Attribute("LabelOrder")!.Argument(0).Value!))
        {
            var order = type.Attribute("LabelOrder")!;
            foreach (var part in order.Argument(2).Values)
            {
                invocations.AddRange(InvocationReader.Read((INamedTypeSymbol)part.Value!, target, tree, ref label));
            }

            var about = type.About((string)order.Argument(1).Value!);
            var summary = $"Number of labels up to the end of {type.Name}, that of no invocation included.";
            labelCounts.Add(new Number(about with { Name = $"LabelsUpTo{type.Name}", Summary = summary }, "int", label));
        }

        var interfaces = types.Where(t => t.TypeKind == TypeKind.Interface && t.Name != "ICapability").ToList();
        CheckOrdered(interfaces, invocations);
        return interfaces.Where(t => !t.Has("PartOf")).Select(t =>
        {
            var about = t.About();
            var name = InvocationReader.ObjectName(t);
            var own = invocations.Where(i => i.Object == name).ToList();
            return new KernelObject(about with { Name = name }, SourceTree.Isa(t) is null, own);
        }).ToList();
    }

    private static void CheckOrdered(List<INamedTypeSymbol> interfaces, List<Invocation> invocations)
    {
        foreach (var type in interfaces.Where(t => t.GetMembers().Length != 0))
        {
            if (invocations.All(i => i.Object != InvocationReader.ObjectName(type)))
            {
                throw new SourceException($"the invocations of {type.Name} are in no [LabelOrder]");
            }
        }
    }
}
