// SPDX-License-Identifier: BSD-2-Clause
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Caprock.Tools.Image.Subset;

/// <summary>Whether the code of an assembly keeps to the subset that proofs about it can deal with: no heap, no call whose target is known
/// at run time only, no recursion, no exceptions, no floating point, no static state or constructors.</summary>
/// <remarks>Attributes are no code of the image and are left out.</remarks>
public sealed class SubsetCheck
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly Func<string, bool> _mayHaveState;
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _calls = [];
    private int _instructions;

    private SubsetCheck(PEReader file, Func<string, bool> mayHaveState)
    {
        _file = file;
        _mayHaveState = mayHaveState;
        _reader = file.GetMetadataReader();
    }

    /// <summary>Checks an assembly.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="selects">Says of a type's full name whether to look at it; all without it.</param>
    /// <param name="mayHaveState">Says of a type's full name whether it may have static fields; none without it.</param>
    public static SubsetResult Run(string path, Func<string, bool>? selects = null, Func<string, bool>? mayHaveState = null)
    {
        using FileStream stream = File.OpenRead(path);
        using PEReader file = new(stream);
        return new SubsetCheck(file, mayHaveState ?? (_ => false)).Run(selects ?? (_ => true));
    }

    private SubsetResult Run(Func<string, bool> selects)
    {
        int methods = 0;
        foreach (TypeDefinition type in _reader.TypeDefinitions.Select(_reader.GetTypeDefinition))
        {
            if (!selects(NameOf(type)) || IsAttribute(type))
            {
                continue;
            }

            CheckFields(type);
            foreach (MethodDefinitionHandle handle in type.GetMethods())
            {
                methods++;
                CheckMethod(type, handle);
            }
        }

        _problems.AddRange(MethodCycles.Find(_calls).Select(cycle => $"{cycle[0]} calls itself: {string.Join(" -> ", cycle)}"));
        return new SubsetResult(methods, _instructions, _problems);
    }

    private void CheckFields(TypeDefinition type)
    {
        foreach (FieldDefinition field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            string name = $"{NameOf(type)}.{_reader.GetString(field.Name)}";
            Refuse(name, field.DecodeSignature(SignatureTypes.Instance, null));
            if (field.Attributes.HasFlag(FieldAttributes.Static) && !_mayHaveState(NameOf(type))
                && (field.Attributes & (FieldAttributes.Literal | FieldAttributes.HasFieldRVA)) == 0)
            {
                _problems.Add($"{name} is static state");
            }
        }
    }

    private void CheckMethod(TypeDefinition type, MethodDefinitionHandle handle)
    {
        MethodDefinition method = _reader.GetMethodDefinition(handle);
        string name = NameOf(method, type);
        if (_reader.GetString(method.Name) == ".cctor")
        {
            _problems.Add($"{NameOf(type)} has a static constructor");
        }

        MethodSignature<string?> signature = method.DecodeSignature(SignatureTypes.Instance, null);
        Refuse(name, signature.ReturnType);
        foreach (string? parameter in signature.ParameterTypes)
        {
            Refuse(name, parameter);
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (body.ExceptionRegions.Length > 0)
        {
            _problems.Add($"{name} handles exceptions");
        }

        if (!body.LocalSignature.IsNil)
        {
            StandaloneSignature locals = _reader.GetStandaloneSignature(body.LocalSignature);
            foreach (string? local in locals.DecodeLocalSignature(SignatureTypes.Instance, null))
            {
                Refuse(name, local);
            }
        }

        CheckBody(name, body, _mayHaveState(NameOf(type)));
    }

    private void CheckBody(string name, MethodBodyBlock body, bool mayHaveState)
    {
        List<string> calls = [];
        foreach (IlInstruction instruction in IlReader.Read(body.GetILReader()))
        {
            _instructions++;
            bool isAllowed = (instruction.IsConstrained && instruction.Code == OpCodes.Callvirt)
                || (mayHaveState && instruction.Code == OpCodes.Stsfld);
            if (!isAllowed && SubsetRules.Refuses(instruction) is { } reason)
            {
                _problems.Add($"{name} {reason} ({instruction.Code.Name})");
            }

            if (instruction.Code == OpCodes.Newobj && !MakesValue(instruction.Token))
            {
                _problems.Add($"{name} allocates on a heap (newobj)");
            }

            if (instruction.Code.OperandType == OperandType.InlineMethod && TargetOf(instruction.Token) is { } target)
            {
                calls.Add(target);
            }
        }

        _calls[name] = calls;
    }

    private void Refuse(string name, string? type)
    {
        if (type is not null)
        {
            _problems.Add($"{name} uses {type}");
        }
    }

    /// <summary>Name of a called method of this assembly, null for one of another.</summary>
    private string? TargetOf(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = _reader.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        if (handle.Kind != HandleKind.MethodDefinition)
        {
            return null;
        }

        MethodDefinition method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
        return NameOf(method, _reader.GetTypeDefinition(method.GetDeclaringType()));
    }

    /// <summary>Whether a constructor is that of a value type.</summary>
    private bool MakesValue(int token)
    {
        EntityHandle handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodDefinition)
        {
            return IsValueType(_reader.GetTypeDefinition(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()));
        }

        EntityHandle parent = _reader.GetMemberReference((MemberReferenceHandle)handle).Parent;
        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return false;
        }

        // Source: ECMA-335 II.23.2.14: an instance of a generic type says whether that is a value type.
        BlobReader signature = _reader.GetBlobReader(_reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance
            && signature.ReadByte() == (byte)SignatureTypeKind.ValueType;
    }

    private bool IsValueType(TypeDefinition type) => BaseOf(type) is "ValueType" or "Enum";

    private bool IsAttribute(TypeDefinition type) => BaseOf(type) == "Attribute";

    private string BaseOf(TypeDefinition type) => type.BaseType.Kind == HandleKind.TypeReference
        ? _reader.GetString(_reader.GetTypeReference((TypeReferenceHandle)type.BaseType).Name)
        : "";

    private string NameOf(TypeDefinition type)
    {
        TypeDefinitionHandle outer = type.GetDeclaringType();
        string name = _reader.GetString(type.Name);
        return outer.IsNil ? $"{_reader.GetString(type.Namespace)}.{name}" : $"{NameOf(_reader.GetTypeDefinition(outer))}.{name}";
    }

    /// <summary>Full name; overloads are told apart by their signature.</summary>
    private string NameOf(MethodDefinition method, TypeDefinition type)
    {
        int overloads = type.GetMethods().Count(other => _reader.GetMethodDefinition(other).Name == method.Name);
        string signature = overloads > 1 ? "#" + Convert.ToHexString(_reader.GetBlobBytes(method.Signature)) : "";
        return $"{NameOf(type)}.{_reader.GetString(method.Name)}{signature}";
    }
}
