// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A method without arguments, for signatures that the compiler asks for; making one is refused.</summary>
public delegate void Action();
