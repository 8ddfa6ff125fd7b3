// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Robustness.Host;

/// <summary>On a kernel without fast paths.</summary>
public sealed class OrdinaryCampaignTests() : CampaignTests("debug-ordinary");
