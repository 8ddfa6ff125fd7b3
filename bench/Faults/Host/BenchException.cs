// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>The campaign cannot go on; the message says why.</summary>
internal sealed class BenchException(string message) : Exception(message);
