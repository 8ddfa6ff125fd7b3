// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>A guest does not keep up with what comes.</summary>
internal sealed class OverloadException(string message) : Exception(message)
{
}
