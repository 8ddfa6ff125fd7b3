// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Network.Host;

/// <summary>Something that was to be measured did not happen.</summary>
public sealed class BenchException(string message) : Exception(message);
