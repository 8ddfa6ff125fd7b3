// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Soak;

/// <summary>How far a component is; the host reads it in the machine's memory.</summary>
public struct SoakProgress
{
    /// <summary>1 while it rests: nothing of it is under way.</summary>
    public ulong IsResting;

    /// <summary>Commands completed, answers received, or components killed.</summary>
    public ulong Done;

    /// <summary>Questions asked; of the client of files, pieces that were compared.</summary>
    public ulong Second;

    /// <summary>Times that the client of files began again because its server had.</summary>
    public ulong Restarts;

    /// <summary>What was not as it must be.</summary>
    public ulong Wrong;

    /// <summary>About the last of these.</summary>
    public ulong LastWrong;
}
