// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kernel.Arch.Host;

/// <summary>An entry that led to a table, with the rights on the way so far.</summary>
internal readonly record struct HostTableLink(ulong Table, bool IsUser, bool IsWritable);
