// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Tests.Soak;

/// <summary>One for each file.</summary>
[InlineArray(32)]
internal struct FileStates
{
    private FileState first;
}
