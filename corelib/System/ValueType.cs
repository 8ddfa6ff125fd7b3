// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The root of structures and enumerations.</summary>
public abstract class ValueType;
