// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Generator.Writing;

/// <summary>Names that generated code speaks of, complete, so that nothing of the component hides them.</summary>
internal static class Names
{
    /// <summary>Namespace of the library.</summary>
    public const string Kit = "global::Caprock.Kit.Components.";

    /// <summary>The library's channel.</summary>
    public const string Channel = Kit + "Channel";

    /// <summary>The library's message.</summary>
    public const string Message = Kit + "Message";

    /// <summary>What becomes of a call.</summary>
    public const string CallStatus = Kit + "CallStatus";

    /// <summary>Has small methods compiled into their callers.</summary>
    public const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl("
        + "global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";
}
