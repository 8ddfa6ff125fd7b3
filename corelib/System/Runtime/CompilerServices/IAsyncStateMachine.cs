// SPDX-License-Identifier: BSD-2-Clause
namespace System.Runtime.CompilerServices;

/// <summary>What the compiler makes of an async method.</summary>
public interface IAsyncStateMachine
{
    /// <summary>Goes on to the next await, or to the end.</summary>
    void MoveNext();

    /// <summary>For state machines that are objects.</summary>
    void SetStateMachine(IAsyncStateMachine stateMachine);
}
