// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Components;

/// <summary>A component: what it does when something happens. Each method runs to its end before the next event is looked at.</summary>
public interface IComponent
{
    /// <summary>Called once, before any event.</summary>
    static virtual void Init()
    {
    }

    /// <summary>A peer has notified this component; several notifications before it looks are one.</summary>
    static virtual void Notified(Channel channel)
    {
    }

    /// <summary>An interrupt has arrived; the next one comes after <see cref="Interrupt.Acknowledge"/>.</summary>
    static virtual void Interrupted(Interrupt interrupt)
    {
    }

    /// <summary>A peer has called; the message is the request, and when this returns the reply.</summary>
    static virtual void Protected(Channel caller, ref Message message) => message = Message.Refused;

    /// <summary>A child has stopped with a fault. It stays stopped, unless it is restarted or resumed here.</summary>
    static virtual void Fault(Child child, in Fault fault)
    {
    }

    /// <summary>The monitor has written a line about some component; only for who has the monitor's lines in the description.</summary>
    static virtual void MonitorWrote(ReadOnlySpan<byte> line)
    {
    }

    /// <summary>
    /// The monitor asks whether this component is well, as often as its heartbeat says; returning is the answer. It is the place to look for
    /// what an interrupt or a notification that got lost would have told, and to stop when a device has given up.
    /// </summary>
    static virtual void Beat()
    {
    }

    /// <summary>A peer has been started anew: what was agreed with it before is forgotten.</summary>
    static virtual void PeerRestarted(Channel channel)
    {
    }
}
