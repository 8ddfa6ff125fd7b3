// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>An attribute of a description in C#, with its arguments under the names they have in XML.</summary>
internal sealed class CSharpAttribute
{
    private readonly List<SourceAttribute> _arguments = [];

    /// <summary>Begins an attribute.</summary>
    public CSharpAttribute(CSharpForm form, SourcePosition position)
    {
        Form = form;
        Position = position;
    }

    /// <summary>What it stands for.</summary>
    public CSharpForm Form { get; }

    /// <summary>Where it is.</summary>
    public SourcePosition Position { get; }

    /// <summary>Adds an argument; false when it is there already.</summary>
    public bool Add(SourceAttribute argument)
    {
        bool isNew = !_arguments.Exists(one => one.Name == argument.Name);
        if (isNew)
        {
            _arguments.Add(argument);
        }

        return isNew;
    }

    /// <summary>Removes an argument; null when it is not there.</summary>
    public SourceAttribute? Take(string name)
    {
        SourceAttribute? found = _arguments.Find(argument => argument.Name == name);
        _arguments.RemoveAll(argument => argument.Name == name);
        return found;
    }

    /// <summary>The arguments that are left, as an element.</summary>
    public SourceElement ToElement()
    {
        SourceElement element = new(Form.Element, Position);
        element.Attributes.AddRange(_arguments);
        return element;
    }

    /// <summary>Moves an argument into an element, under another name.</summary>
    public void Move(string name, SourceElement element, string newName)
    {
        if (Take(name) is SourceAttribute argument)
        {
            element.Attributes.Add(argument with { Name = newName });
        }
    }
}
