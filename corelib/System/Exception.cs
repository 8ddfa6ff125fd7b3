// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The root of exceptions; the compiler asks for it, the link refuses code that throws one.</summary>
public class Exception;
