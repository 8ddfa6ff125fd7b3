// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Tap;

/// <summary>A file of a site in memory that does not move.</summary>
internal sealed record StoredFile(nint Address, int Length, nint Tag, int TagLength);
