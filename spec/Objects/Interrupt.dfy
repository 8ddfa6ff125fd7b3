// SPDX-License-Identifier: BSD-2-Clause
include "ThreadInvocations.dfy"

/// Interrupts: who may handle them, and which notification they signal. What an interrupt's line is connected to is left to the
/// platform.
module Interrupts {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Finalisation
  import opened Consistency
  import opened Access
  import Notifications
  import opened ThreadInvocations

  // Source: libsel4, the words of IRQControl_GetIOAPIC and IRQControl_GetMSI; Limits.MaximumInterruptVector.
  const MaximumVector: nat := 109
  const VectorWord: nat := 6

  datatype HandlerLabel = Acknowledge | SetNotification | ClearNotification

  /// Issues the handler of an interrupt: words 0 and 1 are index and depth of the destination, word 6 is the vector. `first` is the
  /// number of vector 0; `isConnectable` says whether the platform has what words 2 to 5 name, and `refusal` what is wrong else.
  function Issue(s: State, control: Slot, words: seq<nat>, extra: seq<Slot>, first: nat, isConnectable: bool, refusal: Error)
    : Result<Answer>
  {
    if |words| < 7 || |extra| < 1 then Refused(TruncatedMessage)
    else if words[VectorWord] > MaximumVector then Refused(RangeError(0, MaximumVector))
    else if !isConnectable then Refused(refusal)
    else
      var irq := first + words[VectorWord];
      if irq !in s.irqs || s.irqs[irq] != IrqFree then Refused(RevokeFirst)
      else
        match LookupAtDepth(s, Held(s, extra[0]), words[0], words[1], false)
        case Refused(error) => Refused(error)
        case Ok(destination) =>
          if destination in s.caps then Refused(DeleteFirst)
          else Done(Insert(s.(irqs := s.irqs[irq := IrqIssued]), IrqHandlerCap(irq), control, destination))
  }

  /// Carries out an invocation of the handler of an interrupt.
  function Handle(s: State, irq: nat, operation: HandlerLabel, extra: seq<Slot>): Result<Answer> {
    match operation
    case Acknowledge => Done(s)
    case ClearNotification => Done(DeleteOne(s, IrqSlot(irq)))
    case SetNotification =>
      if |extra| < 1 then Refused(TruncatedMessage)
      else
        match Held(s, extra[0])
        case Some(NotificationCap(n, badge, true, canReceive)) =>
          if extra[0].IrqSlot? then Refused(InvalidCapability(0))
          else Done(Insert(DeleteOne(s, IrqSlot(irq)), NotificationCap(n, badge, true, canReceive), extra[0], IrqSlot(irq)))
        case _ => Refused(InvalidCapability(0))
  }

  /// An interrupt has come: its notification is signalled, if it has one.
  function Arrive(s: State, irq: nat): (t: State)
    ensures Keeps(s, t)
  {
    match Held(s, IrqSlot(irq))
    case Some(NotificationCap(n, badge, true, _)) =>
      if irq in s.irqs && s.irqs[irq] == IrqIssued then Notifications.Signal(s, n, badge) else s
    case _ => s
  }
}
