// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Reading;

/// <summary>The source of the interface is not what the generator understands.</summary>
public sealed class SourceException(string message) : Exception(message);
