// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>A tool of the host is missing, takes too long, or fails; the message says which, and how to get one that is missing.</summary>
public sealed class HostToolException(string message) : Exception(message);
