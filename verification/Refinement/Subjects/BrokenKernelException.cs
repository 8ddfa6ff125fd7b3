// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Verification.Refinement.Subjects;

/// <summary>The kernel's memory describes no state: a link leads nowhere, a queue does not end.</summary>
public sealed class BrokenKernelException(string message) : Exception(message);
