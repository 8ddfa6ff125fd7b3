// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The class the code generator gives to types as values; freestanding code has none.</summary>
internal abstract class RuntimeType : Type;
