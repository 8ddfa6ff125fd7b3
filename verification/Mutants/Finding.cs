// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Mutants;

/// <summary>Whether a fault was found, how, and how soon.</summary>
internal sealed record Finding(bool IsFound, string How, TimeSpan Time);
