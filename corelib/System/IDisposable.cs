// SPDX-License-Identifier: BSD-2-Clause
namespace System;

/// <summary>A value that gives something back when it is no longer used.</summary>
public interface IDisposable
{
    /// <summary>Gives it back.</summary>
    void Dispose();
}
