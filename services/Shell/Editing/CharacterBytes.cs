// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Editing;

/// <summary>Room for a character in UTF-8.</summary>
[InlineArray(4)]
internal struct CharacterBytes
{
    private byte first;
}
