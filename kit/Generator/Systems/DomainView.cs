// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Kit.Generator.Values;

namespace Caprock.Kit.Generator.Systems;

/// <summary>A protection domain: everything a component can name, in the order of the tables it starts with.</summary>
internal sealed record DomainView(
    string Name,
    EquatableList<ChannelView> Channels,
    EquatableList<RegionView> Regions,
    EquatableList<NumberedView> Interrupts,
    EquatableList<NumberedView> Ports,
    EquatableList<NumberedView> Children);
