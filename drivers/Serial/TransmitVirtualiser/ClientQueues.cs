// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Drivers.Serial.TransmitVirtualiser;

/// <summary>What each client sends.</summary>
[InlineArray(SerialProtocol.MostClients)]
internal struct ClientQueues
{
    private ByteReceiver first;
}
