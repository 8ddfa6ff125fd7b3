// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A type as an argument of an attribute.</summary>
public abstract class Type;
