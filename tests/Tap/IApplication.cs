// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Services.Net;

namespace Caprock.Tests.Tap;

/// <summary>What runs on a <see cref="HostStack"/>.</summary>
public interface IApplication
{
    /// <summary>Opens its sockets.</summary>
    void Start(NetworkStack<TapLink> stack);

    /// <summary>Does what has become possible: after each batch of frames, and when a timer has fired.</summary>
    void Step(NetworkStack<TapLink> stack, ulong nowMicroseconds);
}
