// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>What can be awaited.</summary>
public interface INotifyCompletion
{
    /// <summary>Says what to do when it has happened.</summary>
    void OnCompleted(Action continuation);
}
