// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The root of attributes.</summary>
public abstract class Attribute;
