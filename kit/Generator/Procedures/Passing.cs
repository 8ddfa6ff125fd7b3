// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Procedures;

/// <summary>Which way an argument goes.</summary>
[Flags]
internal enum Passing
{
    /// <summary>To the server.</summary>
    Request = 1,

    /// <summary>Back from it.</summary>
    Reply = 2,

    /// <summary>Both ways.</summary>
    Both = Request | Reply,
}
