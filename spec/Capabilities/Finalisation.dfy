// SPDX-License-Identifier: BSD-2-Clause
include "DerivationTree.dfy"
include "../Objects/Notification.dfy"
include "../Objects/Ending.dfy"
include "../Objects/Memory.dfy"

/// What happens to an object when a capability to it goes.
module Finalisation {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Consistency
  import opened Access
  import opened Endings
  import Threads
  import Notifications
  import SchedContexts
  import Memory

  /// The state without the object that a capability names.
  function Drop(s: State, cap: Cap): State {
    if NamesObject(cap) then Forget(s, cap.address) else s
  }

  /// Ends the use of an object whose last capability goes: threads that wait at it repeat their system calls, scheduling contexts
  /// go back to their owners.
  function Release(s: State, cap: Cap): (t: State)
    ensures KeepsObjects(s, t)
    ensures !cap.AsidPoolCap? && !cap.PortCap? ==> Keeps(s, t)
  {
    match cap
    case EndpointCap(address, _, _, _, _, _) =>
      (match QueueAt(s, address)
       case Idle => s
       case Sending(senders) => Threads.UnblockAll(s, senders)
       case Receiving(receivers) => Threads.UnblockAll(s, receivers))
    case NotificationCap(address, _, _, _) => Notifications.DestroyNotification(s, address)
    case ReplyCap(address, _) => Threads.DestroyReply(s, address)
    case ThreadCap(address) => Threads.Destroy(s, address)
    case SchedContextCap(address, _) => SchedContexts.Destroy(s, address)
    case _ => Memory.ReleaseMemory(s, cap)
  }

  /// Empties a slot of the kernel's own, whose capability can only name an endpoint, notification or reply object.
  function DeleteOne(s: State, slot: Slot): State {
    if slot !in s.caps then s
    else if IsFinal(s, slot) then
      var cap := s.caps[slot];
      Remove(Drop(Release(s, cap), cap), slot)
    else Remove(s, slot)
  }

  /// Takes the last capability of something out of use: nothing refers to it afterwards.
  function Destroy(s: State, cap: Cap): State {
    match cap
    case IrqHandlerCap(irq) =>
      var t := DeleteOne(s, IrqSlot(irq));
      t.(irqs := t.irqs[irq := IrqFree])
    case _ => Release(s, cap)
  }

  /// What is left in the slot of a container's last capability until the container is empty; None for other objects.
  function ZombieOf(cap: Cap): Option<Cap> {
    match cap
    case CNodeCap(address, radix, _, _) => Some(ZombieCap(address, false, radix, Pow2(radix)))
    case ThreadCap(address) => Some(ZombieCap(address, true, 0, ThreadSlotCount))
    case _ => None
  }

  /// Takes a slot's capability out of use. The slot is empty afterwards, or holds a zombie with slots left to clear.
  function FinaliseSlot(s: State, slot: Slot): State {
    if slot !in s.caps then s
    else
      var cap := s.caps[slot];
      if cap.ZombieCap? then
        if cap.remaining == 0 then Remove(Drop(s, cap), slot) else s
      else if !IsFinal(s, slot) then Remove(Memory.Detach(s, cap), slot)
      else
        var t := Destroy(s, cap);
        if ZombieOf(cap).Some? then Store(t, slot, ZombieOf(cap).value) else Remove(Drop(t, cap), slot)
  }
}
