// SPDX-License-Identifier: BSD-2-Clause
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Caprock.Tools.Image.Subset;

/// <summary>Tells of a type in a signature why it is not in the subset; null when it is.</summary>
/// <remarks>References to objects are refused where they are made or used; a pointer to a function is so where it is called.</remarks>
internal sealed class SignatureTypes : ISignatureTypeProvider<string?, object?>
{
    private const string FloatingPoint = "floating point";

    /// <summary>The only one; it has no state.</summary>
    public static SignatureTypes Instance { get; } = new();

    /// <inheritdoc/>
    public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.Single or PrimitiveTypeCode.Double => FloatingPoint,
        PrimitiveTypeCode.TypedReference => "a typed reference",
        PrimitiveTypeCode.Object => "object",
        _ => null,
    };

    /// <inheritdoc/>
    public string? GetSZArrayType(string? elementType) => "an array on a heap";

    /// <inheritdoc/>
    public string? GetArrayType(string? elementType, ArrayShape shape) => "an array on a heap";

    /// <inheritdoc/>
    public string? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => null;

    /// <inheritdoc/>
    public string? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => null;

    /// <inheritdoc/>
    public string? GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => null;

    /// <inheritdoc/>
    public string? GetByReferenceType(string? elementType) => elementType;

    /// <inheritdoc/>
    public string? GetPointerType(string? elementType) => elementType;

    /// <inheritdoc/>
    public string? GetPinnedType(string? elementType) => elementType;

    /// <inheritdoc/>
    public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => unmodifiedType;

    /// <inheritdoc/>
    public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;

    /// <inheritdoc/>
    public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) =>
        typeArguments.FirstOrDefault(argument => argument is not null);

    /// <inheritdoc/>
    public string? GetGenericMethodParameter(object? genericContext, int index) => null;

    /// <inheritdoc/>
    public string? GetGenericTypeParameter(object? genericContext, int index) => null;
}
