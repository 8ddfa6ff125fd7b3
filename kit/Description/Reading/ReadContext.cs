// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Description.Messages;
using Caprock.Kit.Description.Source;

namespace Caprock.Kit.Description.Reading;

/// <summary>What the readers of elements share.</summary>
/// <param name="Diagnostics">Where they report.</param>
/// <param name="Files">Where they read files the description names.</param>
internal sealed record ReadContext(DiagnosticList Diagnostics, IDescriptionFiles Files)
{
    /// <summary>The attributes of an element.</summary>
    public Fields Fields(SourceElement element, ElementSchema schema) => new(element, schema, Diagnostics);
}
