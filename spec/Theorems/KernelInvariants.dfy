// SPDX-License-Identifier: BSD-2-Clause
include "ThreadInvariants.dfy"
include "MemoryInvariants.dfy"
include "../Entry/Kernel.dfy"

/// Every transition of the kernel keeps the invariants, so every reachable state has them.
module KernelInvariants {
  import opened State
  import opened CapabilityRules
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import ReadyQueues
  import opened Scheduler
  import opened Threads
  import Notifications
  import opened MessageTransfer
  import opened Endpoints
  import CNodes
  import Untypeds
  import opened ThreadInvocations
  import SchedContextInvocations
  import Interrupts
  import opened Kernel
  import opened Invariants
  import opened CNodeInvariants
  import opened IpcInvariants
  import opened ThreadInvariants
  import UntypedInvariants
  import MemoryInvariants

  /// What a system call names lies in a CNode.
  lemma ResolveInCNode(s: State, node: Cap, address: nat, bits: nat)
    requires Inv(s) && IsHeld(s, node)
    ensures var r := Resolve(s.caps, node, address, bits);
      r.At? ==> InCNode(s, r.found.slot)
    decreases bits
  {
    if node.CNodeCap? && Resolve(s.caps, node, address, bits).At? {
      var left := bits - (node.guardSize + node.radix);
      var slot := Slot(node.address, (address / Pow2(left)) % Pow2(node.radix));
      assert Names(s.objects, node) by { reveal Named(); }
      if left != 0 && slot in s.caps && s.caps[slot].CNodeCap? {
        ResolveInCNode(s, s.caps[slot], address, left);
      }
    }
  }

  lemma LookupInCNode(s: State, a: Address, address: nat)
    requires Inv(s)
    ensures var r := Lookup(s, Held(s, Slot(a, CSpaceRoot)), address);
      r.Ok? ==> InCNode(s, r.result)
  {
    var root := Held(s, Slot(a, CSpaceRoot));
    if root.Some? { ResolveInCNode(s, root.value, address, WordBits); }
  }

  lemma ExtraInCNode(s: State, a: Address, addresses: seq<nat>)
    requires Inv(s)
    ensures var r := ExtraSlots(s, a, addresses);
      r.Some? ==> forall i :: 0 <= i < |r.value| ==> InCNode(s, r.value[i])
  {
    if addresses != [] {
      LookupInCNode(s, a, addresses[0]);
      ExtraInCNode(s, a, addresses[1..]);
    }
  }

  ghost predicate GoodOutcome(outcome: Outcome) {
    match outcome
    case Replied(t, _) => Inv(t)
    case NoReply(t) => Inv(t)
    case Failed(_) => true
  }

  lemma DispatchWholeKeeps(
    s: State, m: Machine, a: Address, slot: Slot, operation: Operation, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && slot in s.caps && InCNode(s, slot)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures GoodOutcome(DispatchWhole(s, m, a, s.caps[slot], operation, words, extra))
  {
    var cap := s.caps[slot];
    assert IsHeld(s, cap);
    match (cap, operation)
    case (CNodeCap(_, _, _, _), CNodeOperation(label_)) => CNodeKeeps(s, cap, label_, words, extra);
    case (CNodeCap(_, _, _, _), CancelBadgedSends) =>
      var outcome := Cancel(s, cap, words);
      if outcome.Replied? { Kept(s, outcome.state); }
    case (ThreadCap(thread), ThreadOperation(label_)) => ThreadKeeps(s, a, slot, thread, label_, words, extra);
    case (SchedContextCap(c, _), ContextOperation(label_)) => ContextKeeps(s, a, c, label_, extra);
    case (SchedControlCap(core), ConfigureOperation) =>
      var r := SchedContextInvocations.Configure(s, core, words, extra, m.minimumBudget, m.maximumPeriod, true);
      if r.Ok? { Kept(s, r.result.state); }
    case (DomainSetCap, DomainOperation(label_)) =>
      var r := SchedContextInvocations.InvokeDomains(s, label_, words, extra, m.domains);
      if r.Ok? { Kept(s, r.result.state); }
    case _ =>
  }

  lemma ContextKeeps(s: State, a: Address, c: Address, operation: SchedContextInvocations.ContextLabel, extra: seq<Slot>)
    requires Inv(s)
    ensures GoodOutcome(FromEnding(SchedContextInvocations.Invoke(s, a, c, operation, extra)))
  {
    var r := SchedContextInvocations.Invoke(s, a, c, operation, extra);
    match r
    case Ok(Answered(answer)) => Kept(s, answer.state);
    case Ok(NoAnswer(t)) => Kept(s, t);
    case Refused(_) =>
  }

  lemma DispatchKeeps(
    s: State, m: Machine, a: Address, slot: Slot, caption: nat, words: seq<nat>, extra: seq<Slot>, kind: SendKind)
    requires Inv(s) && InCNode(s, slot)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures GoodOutcome(Dispatch(s, m, a, slot, caption, words, extra, kind))
  {
    var operation := OperationOf(caption);
    match Held(s, slot)
    case None =>
    case Some(EndpointCap(e, badge, canSend, canReceive, canGrant, canGrantReply)) =>
      SendKeeps(s, a, EndpointCap(e, badge, canSend, canReceive, canGrant, canGrantReply), kind);
    case Some(NotificationCap(n, badge, _, _)) => Kept(s, Notifications.Signal(s, n, badge));
    case Some(ReplyCap(r, canGrant)) => SendReplyKeeps(s, a, r, canGrant);
    case Some(UntypedCap(_, _, _, _)) => UntypedInvariants.UntypedKeeps(s, slot, words, extra);
    case Some(IrqControlCap) => IssueKeeps(s, slot, words, extra, m.firstVector, true, IllegalOperation);
    case Some(IrqHandlerCap(irq)) =>
      assert IsHeld(s, IrqHandlerCap(irq));
      if operation.HandlerOperation? { HandleKeeps(s, irq, operation.handler, extra); }
    case Some(ZombieCap(_, _, _, _)) =>
    case Some(FrameCap(_, _, _, _, _)) => MemoryKeeps(s, slot, operation, words, extra);
    case Some(TableCap(_, _, _)) => MemoryKeeps(s, slot, operation, words, extra);
    case Some(AsidControlCap) => MemoryKeeps(s, slot, operation, words, extra);
    case Some(AsidPoolCap(_, _)) => MemoryKeeps(s, slot, operation, words, extra);
    case Some(PortControlCap) => MemoryKeeps(s, slot, operation, words, extra);
    case Some(PortCap(_, _)) => MemoryKeeps(s, slot, operation, words, extra);
    case Some(cap) => DispatchWholeKeeps(s, m, a, slot, operation, words, extra);
  }

  lemma MemoryKeeps(s: State, slot: Slot, operation: Operation, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && InCNode(s, slot)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures GoodOutcome(DispatchMemory(s, slot, operation, words, extra))
  {
    match (Held(s, slot), operation)
    case (Some(FrameCap(_, _, _, _, _)), FrameOperation(label_)) => MemoryInvariants.FrameKeeps(s, slot, label_, words, extra);
    case (Some(TableCap(_, _, _)), TableOperation(_, isMap)) => MemoryInvariants.TableKeeps(s, slot, isMap, words, extra);
    case (Some(AsidControlCap), MakePoolOperation) => MemoryInvariants.MakePoolKeeps(s, words, extra);
    case (Some(AsidPoolCap(pool, base)), AssignOperation) => MemoryInvariants.AssignKeeps(s, pool, base, extra);
    case (Some(PortControlCap), IssuePortsOperation) => MemoryInvariants.IssuePortsKeeps(s, slot, words, extra);
    case _ =>
  }

  lemma InvokeKeeps(s: State, m: Machine, a: Address, address: nat, kind: SendKind)
    requires Inv(s)
    ensures Inv(Kernel.Invoke(s, m, a, address, kind))
  {
    RaiseKeeps(s, a, CapFault);
    match Lookup(s, Held(s, Slot(a, CSpaceRoot)), address)
    case Refused(_) =>
    case Ok(slot) =>
      LookupInCNode(s, a, address);
      var message := ThreadAt(s, a).message;
      var hasBuffer := HasBuffer(s, a, false);
      var words := if |message.words| > RegisterWords && !hasBuffer then message.words[..RegisterWords] else message.words;
      ExtraInCNode(s, a, if hasBuffer then message.caps else []);
      match ExtraSlots(s, a, if hasBuffer then message.caps else [])
      case None =>
      case Some(extra) =>
        DispatchKeeps(s, m, a, slot, message.caption, words, extra, kind);
        AnsweredKeeps(s, a, kind, Dispatch(s, m, a, slot, message.caption, words, extra, kind));
  }

  lemma AnsweredKeeps(s: State, a: Address, kind: SendKind, outcome: Outcome)
    requires Inv(s) && GoodOutcome(outcome)
    ensures Inv(Kernel.Answered(s, a, kind, outcome))
  {
    match outcome
    case NoReply(t) =>
    case Replied(t, words) => Kept(t, Tell(t, a, Message(0, Fitting(t, a, words), [], 0)));
    case Failed(error) => Kept(s, Tell(s, a, Message(ErrorCode(error), Fitting(s, a, ErrorWords(error)), [], 0)));
  }

  lemma ReceiveAtKeeps(s: State, a: Address, address: nat, reply: Option<nat>, isBlocking: bool)
    requires Inv(s)
    ensures Inv(ReceiveAt(s, a, address, reply, isBlocking))
  {
    RaiseKeeps(s, a, CapFault);
    match Lookup(s, Held(s, Slot(a, CSpaceRoot)), address)
    case Refused(_) =>
    case Ok(slot) =>
      match Held(s, slot)
      case Some(EndpointCap(e, badge, canSend, true, canGrant, canGrantReply)) =>
        var cap := EndpointCap(e, badge, canSend, true, canGrant, canGrantReply);
        if reply.None? {
          ReceiveKeeps(s, a, cap, isBlocking, None);
        } else {
          match Lookup(s, Held(s, Slot(a, CSpaceRoot)), reply.value)
          case Refused(_) =>
          case Ok(other) =>
            match Held(s, other)
            case Some(ReplyCap(r, _)) => ReceiveKeeps(s, a, cap, isBlocking, Some(r));
            case _ =>
        }
      case Some(NotificationCap(n, _, _, true)) => Kept(s, Notifications.Receive(s, a, n, isBlocking));
      case _ =>
  }

  lemma ServeKeeps(s: State, m: Machine, a: Address, call: SystemCall, registers: Registers)
    requires Inv(s)
    ensures Inv(Serve(s, m, a, call, registers))
  {
    match call
    case CallCall => InvokeKeeps(s, m, a, registers.capability, CallKind);
    case SendCall => InvokeKeeps(s, m, a, registers.capability, SendKind(true, false, false));
    case NBSendCall => InvokeKeeps(s, m, a, registers.capability, SendKind(false, false, false));
    case ReplyRecvCall =>
      InvokeKeeps(s, m, a, registers.reply, FirstPhase);
      ReceiveAtKeeps(Kernel.Invoke(s, m, a, registers.reply, FirstPhase), a, registers.capability, Some(registers.reply), true);
    case NBSendRecvCall =>
      InvokeKeeps(s, m, a, registers.destination, FirstPhase);
      ReceiveAtKeeps(
        Kernel.Invoke(s, m, a, registers.destination, FirstPhase), a, registers.capability, Some(registers.reply), true);
    case NBSendWaitCall =>
      InvokeKeeps(s, m, a, registers.reply, FirstPhase);
      ReceiveAtKeeps(Kernel.Invoke(s, m, a, registers.reply, FirstPhase), a, registers.capability, None, true);
    case RecvCall => ReceiveAtKeeps(s, a, registers.capability, Some(registers.reply), true);
    case NBRecvCall => ReceiveAtKeeps(s, a, registers.capability, Some(registers.reply), false);
    case WaitCall => ReceiveAtKeeps(s, a, registers.capability, None, true);
    case NBWaitCall => ReceiveAtKeeps(s, a, registers.capability, None, false);
    case YieldCall => Kept(s, GiveUp(s, a));
  }

  lemma TimeUpKeeps(s: State, hasBudget: bool)
    requires Inv(s)
    ensures Inv(TimeUp(s, hasBudget))
  {
    Kept(s, SetPending(s, Choose));
    Kept(s, RescheduleRequired(s));
    match s.processor.current
    case None =>
    case Some(a) =>
      var context := ThreadAt(s, a).context;
      if context.Some? && IsSchedulable(s, a) {
        var c := context.value;
        var isRenewed := ContextAt(s, c).period == ContextAt(s, c).budget;
        var t := AlterContext(s, c, ContextAt(s, c).(hasBudget := hasBudget));
        Kept(s, t);
        RaiseKeeps(t, a, NoFault);
        Kept(t, ReadyQueues.Append(t, a));
        Kept(t, ReadyQueues.InsertRelease(t, a));
        var u := if !isRenewed && IsHandler(Held(t, Slot(a, TimeoutHandler))) then RaiseTimeout(t, a)
          else if hasBudget then ReadyQueues.Append(t, a) else ReadyQueues.InsertRelease(t, a);
        Kept(u, RescheduleRequired(u));
      }
  }

  /// Every transition of the kernel keeps the invariants.
  lemma StepKeeps(s: State, m: Machine, event: Event)
    requires Inv(s)
    ensures Inv(Kernel.Step(s, m, event))
  {
    ReactKeeps(s, m, event);
    Kept(React(s, m, event), Finish(React(s, m, event)));
  }

  lemma ReactKeeps(s: State, m: Machine, event: Event)
    requires Inv(s)
    ensures Inv(React(s, m, event))
  {
    match event
    case CallEvent(call, registers) =>
      if s.processor.current.Some? {
        var a := s.processor.current.value;
        var t := Alter(s, a, ThreadAt(s, a).(message := registers.message, receive := registers.receive));
        Kept(s, t);
        ServeKeeps(t, m, a, call, registers);
      }
    case FaultEvent(fault) =>
      if s.processor.current.Some? { RaiseKeeps(s, s.processor.current.value, fault); }
    case InterruptEvent(irq) => Kept(s, Interrupts.Arrive(s, irq));
    case BudgetEvent(c, hasBudget) => Kept(s, AlterContext(s, c, ContextAt(s, c).(hasBudget := hasBudget)));
    case TimeUpEvent(hasBudget) => TimeUpKeeps(s, hasBudget);
    case DomainOverEvent =>
      var t := SetProcessor(s, s.processor.(isDomainOver := true));
      Kept(s, t);
      Kept(t, RescheduleRequired(t));
  }

  /// The state after some events.
  function Run(s: State, m: Machine, events: seq<Event>): State
    decreases |events|
  {
    if events == [] then s else Run(Kernel.Step(s, m, events[0]), m, events[1..])
  }

  /// Every state that is reached from one with the invariants has them.
  lemma ReachableInv(s: State, m: Machine, events: seq<Event>)
    requires Inv(s)
    ensures Inv(Run(s, m, events))
    decreases |events|
  {
    if events != [] {
      StepKeeps(s, m, events[0]);
      ReachableInv(Kernel.Step(s, m, events[0]), m, events[1..]);
    }
  }
}
