// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Checks;

/// <summary>How a helper's name is compared with a symbol.</summary>
public enum RuntimeHelperMatch
{
    /// <summary>The whole symbol.</summary>
    Exact,

    /// <summary>The start of the symbol.</summary>
    Prefix,

    /// <summary>Any part of the symbol: a managed method, whose symbol has assembly and namespace in front.</summary>
    Part,
}
