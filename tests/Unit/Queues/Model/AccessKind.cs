// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>What a side does in one step.</summary>
internal enum AccessKind
{
    Load,
    Store,
    Fence,
    Signal,
}
