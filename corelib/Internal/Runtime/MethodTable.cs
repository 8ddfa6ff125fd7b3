// SPDX-License-Identifier: BSD-2-Clause
namespace Internal.Runtime;

/// <summary>The description of a type that the code generator puts before an object.</summary>
internal struct MethodTable;
