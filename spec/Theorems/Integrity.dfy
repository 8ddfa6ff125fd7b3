// SPDX-License-Identifier: BSD-2-Clause
include "Isolation.dfy"
include "MemoryInvariants.dfy"
include "../Entry/Kernel.dfy"

/// Which slots a transition can change: the part of integrity that is about capabilities.
module Integrity {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened Threads
  import Notifications
  import opened MessageTransfer
  import opened Endpoints
  import CNodes
  import Untypeds
  import Kernel
  import opened Invariants
  import opened Placement
  import opened CNodeInvariants
  import opened UntypedInvariants
  import opened Isolation

  /// Whether two states differ, as far as capabilities are concerned, in some slots at most.
  ghost predicate Only(s: State, t: State, slots: iset<Slot>) {
    forall x :: x !in slots ==> Held(s, x) == Held(t, x)
  }

  /// Copy, Mint, Move and Mutate change the destination, and the slot of the capability that is copied or moved: both are slots that
  /// the caller's capabilities to CNodes lead to.
  lemma InsertOrMoveOnly(s: State, destination: Slot, operation: CNodes.Label, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s)
    ensures var r := CNodes.InsertOrMove(s, destination, operation, words, extra);
      r.Ok? ==>
        && |extra| >= 1 && |words| >= 4
        && var source := LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], true);
        && source.Ok?
        && Only(s, r.result, iset{destination, source.result})
        && r.result.objects == s.objects
  {
    if CNodes.InsertOrMove(s, destination, operation, words, extra).Ok? {
      var source := LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], true).result;
      var cap := CNodes.MakeCapability(s, source, operation, words).result.value;
      if CNodes.IsMove(operation) {
        SwapParts(s, source, destination);
      } else {
        InsertParts(s, cap, source, destination);
      }
    }
  }

  /// Retype changes the slots of the row that it fills and the watermark of the memory.
  lemma RetypeOnly(s: State, source: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s)
    ensures var r := Untypeds.Invoke(s, source, words, extra);
      r.Ok? ==>
        var retype := Untypeds.Decode(s, source, words, extra).result;
        Only(s, r.result, iset x: Slot | x == source || (x.Slot? && x.container == retype.node))
  {
    if Untypeds.Invoke(s, source, words, extra).Ok? {
      DecodeReady(s, source, words, extra);
      PerformCaps(s, source, Untypeds.Decode(s, source, words, extra).result);
      reveal After();
    }
  }

  /// A fault changes no capability: a message about a fault carries none.
  lemma FaultOnly(s: State, a: Address, fault: Fault)
    requires fault != NoFault
    ensures Raise(s, a, fault).caps == s.caps
    ensures RaiseTimeout(s, a).caps == s.caps
  {
    var t := Alter(s, a, ThreadAt(s, a).(fault := fault));
    var u := Alter(s, a, ThreadAt(s, a).(fault := TimeoutFault));
    var handler := Held(s, Slot(a, FaultHandler));
    var other := Held(s, Slot(a, TimeoutHandler));
    if IsHandler(handler) { FaultSendOnly(t, a, handler.value, CallKind); }
    if IsHandler(other) { FaultSendOnly(u, a, other.value, TimeoutKind); }
  }

  lemma FaultSendOnly(s: State, a: Address, cap: Cap, kind: SendKind)
    requires cap.EndpointCap? && (ThreadAt(s, a).fault != NoFault || !IsThread(s, a))
    ensures Send(s, a, cap, kind).caps == s.caps
  {
    match QueueAt(s, cap.address)
    case Receiving(receivers) =>
      if receivers != [] {
        var u := Leave(s, receivers[0], Running);
        LeaveFault(s, receivers[0], a);
        assert Transfer(u, a, Some(cap.address), cap.badge, cap.canGrant, receivers[0]).caps == u.caps by {
          if ThreadAt(u, a).fault == NoFault { NothingToSend(u, a); }
        }
      }
    case _ =>
  }

  /// What is no thread has no message.
  lemma NothingToSend(s: State, a: Address)
    requires !IsThread(s, a)
    ensures ThreadAt(s, a).message.caps == []
  {
  }

  /// Leaving a queue leaves faults alone.
  lemma LeaveFault(s: State, b: Address, a: Address)
    ensures ThreadAt(Leave(s, b, Running), a).fault == ThreadAt(s, a).fault
    ensures IsThread(Leave(s, b, Running), a) <==> IsThread(s, a)
  {
    var u := Unlink(s, b, ThreadReply);
    assert IsThread(u, a) <==> IsThread(s, a);
    assert ThreadAt(u, a).fault == ThreadAt(s, a).fault;
  }

  /// Events that are no system call change no capability: not an interrupt, a fault, or the passing of time.
  lemma EventsOnly(s: State, m: Kernel.Machine, event: Kernel.Event)
    requires !event.CallEvent? && (event.FaultEvent? ==> event.fault != NoFault)
    ensures Kernel.Step(s, m, event).caps == s.caps
  {
    match event
    case FaultEvent(fault) => if s.processor.current.Some? { FaultOnly(s, s.processor.current.value, fault); }
    case TimeUpEvent(hasBudget) =>
      if s.processor.current.Some? {
        var a := s.processor.current.value;
        var context := ThreadAt(s, a).context;
        if context.Some? {
          FaultOnly(AlterContext(s, context.value, ContextAt(s, context.value).(hasBudget := hasBudget)), a, TimeoutFault);
        }
      }
    case _ =>
  }
}
