// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Robustness.Host;

/// <summary>On the kernel as it is.</summary>
public sealed class FastCampaignTests() : CampaignTests("debug");
