// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;

namespace Caprock.Kit.Description.Source;

/// <summary>Text between elements, which a description has no use for.</summary>
internal sealed record SourceText(string Text, SourcePosition Position);
