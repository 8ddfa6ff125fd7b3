// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Messages;

/// <summary>What a diagnostic means for the build.</summary>
public enum Severity
{
    /// <summary>The system can be built, but probably does not do what was meant.</summary>
    Warning,

    /// <summary>There is no system.</summary>
    Error,
}
