// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.ImageServer;

/// <summary>All clients.</summary>
[InlineArray(ImageServer.MostClients)]
internal struct ImageClients
{
    private ImageClient first;
}
