// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>What the code generator takes as the class of one-dimensional arrays.</summary>
internal sealed class Array<T> : Array;
