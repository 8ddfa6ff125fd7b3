// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>No values.</summary>
public struct ValueTuple;
