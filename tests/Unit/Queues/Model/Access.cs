// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Queues.Model;

/// <summary>A step that a side wants to take.</summary>
internal readonly record struct Access(AccessKind Kind, int Offset, uint Value);
