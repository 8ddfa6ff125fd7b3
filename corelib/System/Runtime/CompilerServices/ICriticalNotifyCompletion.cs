// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>What can be awaited, without the caller's context.</summary>
public interface ICriticalNotifyCompletion : INotifyCompletion
{
    /// <summary>Says what to do when it has happened.</summary>
    void UnsafeOnCompleted(Action continuation);
}
