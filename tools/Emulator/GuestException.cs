// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Emulator;

/// <summary>A guest did not do what was expected of it; the message carries its serial log.</summary>
public sealed class GuestException(string message) : Exception(message);
