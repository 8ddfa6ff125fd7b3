// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Queues;

/// <summary>Limits of <see cref="ServerEnd{TRequest, TCompletion}"/>.</summary>
public static class ServerLimits
{
    /// <summary>Requests that were taken and not completed, at most.</summary>
    public const uint MostOwed = 1024;
}
