// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kernel.Objects;

namespace Caprock.Kernel.Diagnostics;

/// <summary>Invariants of reply objects.</summary>
internal static unsafe class ReplyInvariants
{
    /// <summary>Checks a reply object.</summary>
    public static void Check(Reply* reply, ref InvariantReport report)
    {
        report.Require(reply->Thread == null || reply->Thread->Reply == reply, "reply objects and threads name each other"u8, reply);
        report.Require(reply->NextWord == 0 || reply->Thread != null, "only reply objects in use are linked"u8, reply);
        report.Require(reply->Previous == null || reply->Previous->NextWord == (ulong)reply, "calls are linked to earlier ones"u8, reply);
        if ((reply->NextWord & Reply.HeadFlag) != 0)
        {
            var context = (SchedContext*)(reply->NextWord & ~Reply.HeadFlag);
            report.Require(context->Reply == reply, "the most recent call is known to its context"u8, reply);
        }
        else if (reply->NextWord != 0)
        {
            report.Require(((Reply*)reply->NextWord)->Previous == reply, "calls are linked to later ones"u8, reply);
        }
    }
}
