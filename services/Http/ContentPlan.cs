// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Services.Http;

/// <summary>What is done with the content of a request.</summary>
public enum ContentPlan : byte
{
    /// <summary>It is awaited, if it fits into the connection's buffer, and given with the request.</summary>
    Whole,

    /// <summary>It is given piece by piece.</summary>
    Pieces,

    /// <summary>It is not wanted: the answer is sent, and the connection ends.</summary>
    Refuse,
}
