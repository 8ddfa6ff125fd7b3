// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Http;

/// <summary>Room for a name and a password.</summary>
[InlineArray(BasicCredentials.MostBytes)]
internal struct CredentialBytes
{
    private byte first;
}
