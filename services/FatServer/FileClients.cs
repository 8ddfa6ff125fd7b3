// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.FatServer;

/// <summary>All clients.</summary>
[InlineArray(FatServer.MostClients)]
internal struct FileClients
{
    private FileClientState first;
}
