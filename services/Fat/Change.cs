// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Fat;

/// <summary>When a changed sector may be written.</summary>
internal enum Change : byte
{
    /// <summary>It is not changed.</summary>
    None,

    /// <summary>Any time: nothing on the device refers to what is new in it.</summary>
    Early,

    /// <summary>After everything early is durable: it refers to that.</summary>
    Late,
}
