// SPDX-License-Identifier: BSD-2-Clause
using System;

namespace Caprock.Abi.Language;

/// <summary>A structure that is one packed word of the interface.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class WordLayoutAttribute : Attribute
{
}
