// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The root of enumerations.</summary>
public abstract class Enum : ValueType;
