// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>Marks the component of a program; the generator gives it the names that the system description has for it.</summary>
/// <remarks>
/// Without a name it gets no names from a description, only an entry point. A program that runs in several protection domains names each;
/// a star at the end stands for any ending. It then has what all of them have, under names of <c>setvar_</c> attributes where there are.
/// </remarks>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
public sealed class ComponentAttribute : Attribute
{
    /// <summary>A component of any system.</summary>
    public ComponentAttribute()
    {
    }

    /// <summary>A protection domain of the description.</summary>
    public ComponentAttribute(string name) => Name = name;

    /// <summary>Its name.</summary>
    public string? Name { get; }
}
