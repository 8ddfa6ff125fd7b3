// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Model;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>Reads maps of memory regions.</summary>
internal static class MapReader
{
    private const string Letters = "rwx";

    /// <summary>A map into a protection domain.</summary>
    public static RegionMap Read(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.Map);
        return new RegionMap
        {
            Position = element.Position,
            RegionName = fields.ReferenceOrEmpty("mr"),
            Address = fields.Number("vaddr", 0, ulong.MaxValue, 0),
            AddressPosition = element.At("vaddr"),
            AddressSymbol = SymbolValueReader.Name(element, "setvar_vaddr"),
            Permissions = ReadPermissions(element, Letters, context),
            IsCached = fields.Flag("cached", true),
        };
    }

    /// <summary>A map into a device's address space.</summary>
    public static RegionMap ReadIoMap(SourceElement element, ReadContext context)
    {
        Fields fields = context.Fields(element, Schemas.IoMap);
        return new RegionMap
        {
            Position = element.Position,
            RegionName = fields.ReferenceOrEmpty("mr"),
            Address = fields.Number("iovaddr", 0, ulong.MaxValue, 0),
            AddressPosition = element.At("iovaddr"),
            Permissions = ReadPermissions(element, "rw", context),
            IsCached = true,
        };
    }

    private static Permissions ReadPermissions(SourceElement element, string letters, ReadContext context)
    {
        const Permissions Default = Permissions.Read | Permissions.Write;
        if (element.Find("perms") is not SourceAttribute attribute)
        {
            return Default;
        }

        Permissions permissions = Permissions.None;
        foreach (char letter in attribute.Value)
        {
            Permissions added = (Permissions)(1 << Letters.IndexOf(letter, StringComparison.Ordinal));
            if (!letters.Contains(letter, StringComparison.Ordinal) || (permissions & added) != 0)
            {
                context.Diagnostics.Error(
                    attribute.ValuePosition,
                    $"perms cannot be {Texts.Quote(attribute.Value)}",
                    $"it is made of the letters {Texts.OneOf([.. letters.Select(one => one.ToString())])}, each at most once");
                return Default;
            }

            permissions |= added;
        }

        bool isIo = letters.Length < Letters.Length;
        if (permissions == Permissions.None || (permissions == Permissions.Write && !isIo))
        {
            context.Diagnostics.Error(
                attribute.ValuePosition,
                permissions == Permissions.None ? "perms is empty" : "perms 'w' would be memory that can be written but not read",
                permissions == Permissions.None ? "leave it out for rw" : "the processor has no such mapping, use rw");
            return Default;
        }

        return permissions;
    }
}
