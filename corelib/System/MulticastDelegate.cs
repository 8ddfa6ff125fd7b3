// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>The root of declared delegates.</summary>
public abstract class MulticastDelegate : Delegate;
