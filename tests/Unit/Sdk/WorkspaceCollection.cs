// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Sdk;

/// <summary>The tests that build share one workspace, so that tasks and core library are built once.</summary>
[CollectionDefinition(nameof(Workspace))]
public sealed class WorkspaceCollection : ICollectionFixture<Workspace>;
