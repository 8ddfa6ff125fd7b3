// SPDX-License-Identifier: BSD-2-Clause
include "ThreadBounds.dfy"
include "ResourceBounds.dfy"

/// Every system call, fault, interrupt and event of the clock stays within a policy.
module KernelBounds {
  import opened State
  import opened CapabilityRules
  import opened CSpace
  import opened Access
  import opened ReadyQueues
  import opened Scheduler
  import Notifications
  import opened MessageTransfer
  import opened Endpoints
  import opened ThreadInvocations
  import Interrupts
  import opened Kernel
  import opened CNodeInvariants
  import opened ThreadInvariants
  import KernelInvariants
  import opened Policies
  import opened Bounds
  import opened ObjectBounds
  import opened DeletionBounds
  import opened MessageBounds
  import opened EndingBounds
  import opened CapabilityBounds
  import opened ThreadBounds
  import opened ResourceBounds

  /// Whether a step that an invocation has taken is one that may be taken.
  ghost predicate GoodOutcome(b: State, outcome: Outcome, r: Region) {
    match outcome
    case Replied(t, _) => Good(b, t, r)
    case NoReply(t) => Good(b, t, r)
    case Failed(_) => true
  }

  /// The caller: a thread of the subject's, in reach.
  ghost predicate Caller(r: Region, a: Address) {
    a in r.objects && r.policy.owner(a) == r.subject
  }

  /// What a message names: slots of the subject's CNodes.
  ghost predicate Given(s: State, r: Region, slots: seq<Slot>) {
    OwnedAll(r, slots) && forall i :: 0 <= i < |slots| ==> InCNode(s, slots[i])
  }

  lemma CancelGood(b: State, s: State, r: Region, node: Cap, words: seq<nat>)
    requires Good(b, s, r) && Sound(r) && Covered(r.policy, r.subject, node)
    ensures GoodOutcome(b, Cancel(s, node, words), r)
  {
    if |words| >= 2 {
      LookupAtOwned(b, s, r, Some(node), words[0], words[1], false);
      var target := LookupAtDepth(s, Some(node), words[0], words[1], false);
      if target.Ok? {
        match Held(s, target.result)
        case Some(EndpointCap(e, badge, true, true, true, true)) =>
          CoveredAt(b, s, r, target.result);
          HeldIn(r, r.subject, s.caps[target.result]);
          CancelBadgedIn(b.objects, s, r, e, badge);
          GoodKept(b, s, CancelBadged(s, e, badge), r);
        case _ =>
      }
    }
  }

  lemma CancelBadgedIn(b: Objects, s: State, r: Region, e: Address, badge: nat)
    requires Bound(b, s.objects, r) && e in r.objects
    ensures Bound(b, CancelBadged(s, e, badge).objects, r)
  {
    WaitersIn(b, s, r, e);
    match QueueAt(s, e)
    case Sending(senders) =>
      SomeOf(s, senders, badge);
      UnblockAllIn(b, s, r, WithBadge(s, senders, badge));
    case _ =>
  }

  lemma SomeOf(s: State, senders: seq<Address>, badge: nat)
    ensures forall x :: x in WithBadge(s, senders, badge) ==> x in senders
  {
    if senders != [] { SomeOf(s, senders[1..], badge); }
  }

  lemma DispatchWholeGood(
    b: State, s: State, r: Region, m: Machine, a: Address, slot: Slot, operation: Operation, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Caller(r, a) && Given(s, r, extra)
    requires slot in s.caps && InCNode(s, slot) && OwnerOf(r.policy, slot) == r.subject
    ensures GoodOutcome(b, DispatchWhole(s, m, a, s.caps[slot], operation, words, extra), r)
  {
    var cap := s.caps[slot];
    CoveredAt(b, s, r, slot);
    assert IsHeld(s, cap);
    match (cap, operation)
    case (CNodeCap(_, _, _, _), CNodeOperation(label_)) => CNodeGood(b, s, r, cap, label_, words, extra);
    case (CNodeCap(_, _, _, _), CancelBadgedSends) => CancelGood(b, s, r, cap, words);
    case (ThreadCap(thread), ThreadOperation(label_)) =>
      HeldIn(r, r.subject, cap);
      ThreadGood(b, s, r, a, slot, thread, label_, words, extra);
    case (SchedContextCap(c, _), ContextOperation(label_)) =>
      HeldIn(r, r.subject, cap);
      ContextGood(b, s, r, a, c, label_, extra);
    case (SchedControlCap(core), ConfigureOperation) =>
      ConfigureContextGood(b, s, r, core, words, extra, m.minimumBudget, m.maximumPeriod);
    case (DomainSetCap, DomainOperation(label_)) => DomainsGood(b, s, r, label_, words, extra, m.domains);
    case _ =>
  }

  lemma DispatchMemoryGood(b: State, s: State, r: Region, slot: Slot, operation: Operation, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Given(s, r, extra)
    requires InCNode(s, slot) && OwnerOf(r.policy, slot) == r.subject
    ensures GoodOutcome(b, DispatchMemory(s, slot, operation, words, extra), r)
  {
    if slot in s.caps { CoveredAt(b, s, r, slot); }
    match (Held(s, slot), operation)
    case (Some(FrameCap(_, _, _, _, _)), FrameOperation(label_)) => FrameGood(b, s, r, slot, label_, words, extra);
    case (Some(TableCap(_, _, _)), TableOperation(_, isMap)) => TableGood(b, s, r, slot, isMap, words, extra);
    case (Some(AsidControlCap), MakePoolOperation) => MakePoolGood(b, s, r, words, extra);
    case (Some(AsidPoolCap(pool, base)), AssignOperation) =>
      HeldIn(r, r.subject, s.caps[slot]);
      AssignGood(b, s, r, pool, base, extra);
    case (Some(PortControlCap), IssuePortsOperation) => IssuePortsGood(b, s, r, slot, words, extra);
    case _ =>
  }

  lemma DispatchGood(
    b: State, s: State, r: Region, m: Machine, a: Address, slot: Slot, caption: nat, words: seq<nat>, extra: seq<Slot>, kind: SendKind)
    requires Good(b, s, r) && Sound(r) && Caller(r, a) && Given(s, r, extra)
    requires InCNode(s, slot) && OwnerOf(r.policy, slot) == r.subject
    ensures GoodOutcome(b, Dispatch(s, m, a, slot, caption, words, extra, kind), r)
  {
    var operation := OperationOf(caption);
    if slot in s.caps {
      CoveredAt(b, s, r, slot);
      if NamesObject(s.caps[slot]) { HeldIn(r, r.subject, s.caps[slot]); }
    }
    match Held(s, slot)
    case None =>
    case Some(EndpointCap(e, badge, canSend, canReceive, canGrant, canGrantReply)) =>
      SendGood(b, s, r, a, EndpointCap(e, badge, canSend, canReceive, canGrant, canGrantReply), kind);
    case Some(NotificationCap(n, badge, _, _)) =>
      SignalIn(b.objects, s, r, n, badge);
      GoodKept(b, s, Notifications.Signal(s, n, badge), r);
    case Some(ReplyCap(c, canGrant)) => SendReplyGood(b, s, r, a, c, canGrant);
    case Some(UntypedCap(_, _, _, _)) => RetypeGood(b, s, r, slot, words, extra);
    case Some(IrqControlCap) => IssueGood(b, s, r, slot, words, extra, m.firstVector, true, IllegalOperation);
    case Some(IrqHandlerCap(irq)) =>
      assert IsHeld(s, IrqHandlerCap(irq));
      if operation.HandlerOperation? { HandleGood(b, s, r, irq, operation.handler, extra); }
    case Some(ZombieCap(_, _, _, _)) =>
    case Some(FrameCap(_, _, _, _, _)) => DispatchMemoryGood(b, s, r, slot, operation, words, extra);
    case Some(TableCap(_, _, _)) => DispatchMemoryGood(b, s, r, slot, operation, words, extra);
    case Some(AsidControlCap) => DispatchMemoryGood(b, s, r, slot, operation, words, extra);
    case Some(AsidPoolCap(_, _)) => DispatchMemoryGood(b, s, r, slot, operation, words, extra);
    case Some(PortControlCap) => DispatchMemoryGood(b, s, r, slot, operation, words, extra);
    case Some(PortCap(_, _)) => DispatchMemoryGood(b, s, r, slot, operation, words, extra);
    case Some(cap) => DispatchWholeGood(b, s, r, m, a, slot, operation, words, extra);
  }

  // System calls

  lemma AddressOwned(b: State, s: State, r: Region, a: Address, address: nat)
    requires Good(b, s, r) && Caller(r, a)
    ensures var found := Lookup(s, Held(s, Slot(a, CSpaceRoot)), address);
      found.Ok? ==> OwnerOf(r.policy, found.result) == r.subject && InCNode(s, found.result)
  {
    HeldRoot(b, s, r, Slot(a, CSpaceRoot));
    LookupOwned(b, s, r, Held(s, Slot(a, CSpaceRoot)), address);
    KernelInvariants.LookupInCNode(s, a, address);
  }

  lemma ExtraGiven(b: State, s: State, r: Region, a: Address, addresses: seq<nat>)
    requires Good(b, s, r) && Caller(r, a)
    ensures var found := ExtraSlots(s, a, addresses);
      found.Some? ==> Given(s, r, found.value)
  {
    if addresses != [] {
      AddressOwned(b, s, r, a, addresses[0]);
      ExtraGiven(b, s, r, a, addresses[1..]);
    }
  }

  lemma AnsweredGood(b: State, s: State, r: Region, a: Address, kind: SendKind, outcome: Outcome)
    requires Good(b, s, r) && Caller(r, a) && GoodOutcome(b, outcome, r)
    ensures Good(b, Kernel.Answered(s, a, kind, outcome), r)
  {
    match outcome
    case NoReply(_) =>
    case Replied(t, words) => TellGood(b, t, r, a, Message(0, Fitting(t, a, words), [], 0));
    case Failed(error) => TellGood(b, s, r, a, Message(ErrorCode(error), Fitting(s, a, ErrorWords(error)), [], 0));
  }

  lemma TellGood(b: State, s: State, r: Region, a: Address, message: Message)
    requires Good(b, s, r) && Caller(r, a)
    ensures Good(b, Tell(s, a, message), r)
  {
    AlterIn(b.objects, s, r, a, ThreadAt(s, a).(badgeRegister := 0, message := message));
    GoodKept(b, s, Tell(s, a, message), r);
  }

  lemma InvokeGood(b: State, s: State, r: Region, m: Machine, a: Address, address: nat, kind: SendKind)
    requires Good(b, s, r) && Sound(r) && Caller(r, a)
    ensures Good(b, Kernel.Invoke(s, m, a, address, kind), r)
  {
    RaiseGood(b, s, r, a, CapFault);
    match Lookup(s, Held(s, Slot(a, CSpaceRoot)), address)
    case Refused(_) =>
    case Ok(slot) =>
      AddressOwned(b, s, r, a, address);
      var message := ThreadAt(s, a).message;
      var hasBuffer := HasBuffer(s, a, false);
      var words := if |message.words| > RegisterWords && !hasBuffer then message.words[..RegisterWords] else message.words;
      ExtraGiven(b, s, r, a, if hasBuffer then message.caps else []);
      match ExtraSlots(s, a, if hasBuffer then message.caps else [])
      case None =>
      case Some(extra) =>
        DispatchGood(b, s, r, m, a, slot, message.caption, words, extra, kind);
        AnsweredGood(b, s, r, a, kind, Dispatch(s, m, a, slot, message.caption, words, extra, kind));
  }

  lemma ReceiveAtGood(b: State, s: State, r: Region, a: Address, address: nat, reply: Option<nat>, isBlocking: bool)
    requires Good(b, s, r) && Sound(r) && Caller(r, a)
    ensures Good(b, ReceiveAt(s, a, address, reply, isBlocking), r)
  {
    RaiseGood(b, s, r, a, CapFault);
    match Lookup(s, Held(s, Slot(a, CSpaceRoot)), address)
    case Refused(_) =>
    case Ok(slot) =>
      AddressOwned(b, s, r, a, address);
      if slot in s.caps {
        CoveredAt(b, s, r, slot);
        if NamesObject(s.caps[slot]) { HeldIn(r, r.subject, s.caps[slot]); }
      }
      match Held(s, slot)
      case Some(EndpointCap(e, badge, canSend, true, canGrant, canGrantReply)) =>
        var cap := EndpointCap(e, badge, canSend, true, canGrant, canGrantReply);
        if reply.None? { ReceiveGood(b, s, r, a, cap, isBlocking, None); }
        else { ReceiveWithGood(b, s, r, a, cap, reply.value, isBlocking); }
      case Some(NotificationCap(n, _, _, true)) =>
        WaitIn(b.objects, s, r, a, n, isBlocking);
        GoodKept(b, s, Notifications.Receive(s, a, n, isBlocking), r);
      case _ =>
  }

  lemma ReceiveWithGood(b: State, s: State, r: Region, a: Address, cap: Cap, address: nat, isBlocking: bool)
    requires Good(b, s, r) && Sound(r) && Caller(r, a)
    requires cap.EndpointCap? && cap.canReceive && cap.address in r.objects && Covered(r.policy, r.subject, cap)
    ensures var found := Lookup(s, Held(s, Slot(a, CSpaceRoot)), address);
      found.Ok? && found.result in s.caps && s.caps[found.result].ReplyCap? ==>
        Good(b, Endpoints.Receive(s, a, cap, isBlocking, Some(s.caps[found.result].address)), r)
  {
    AddressOwned(b, s, r, a, address);
    var found := Lookup(s, Held(s, Slot(a, CSpaceRoot)), address);
    if found.Ok? && found.result in s.caps && s.caps[found.result].ReplyCap? {
      CoveredAt(b, s, r, found.result);
      HeldIn(r, r.subject, s.caps[found.result]);
      ReceiveGood(b, s, r, a, cap, isBlocking, Some(s.caps[found.result].address));
    }
  }

  lemma ServeGood(b: State, s: State, r: Region, m: Machine, a: Address, call: SystemCall, registers: Registers)
    requires Good(b, s, r) && Sound(r) && Caller(r, a)
    ensures Good(b, Serve(s, m, a, call, registers), r)
  {
    match call
    case CallCall => InvokeGood(b, s, r, m, a, registers.capability, CallKind);
    case SendCall => InvokeGood(b, s, r, m, a, registers.capability, SendKind(true, false, false));
    case NBSendCall => InvokeGood(b, s, r, m, a, registers.capability, SendKind(false, false, false));
    case ReplyRecvCall =>
      InvokeGood(b, s, r, m, a, registers.reply, FirstPhase);
      ReceiveAtGood(b, Kernel.Invoke(s, m, a, registers.reply, FirstPhase), r, a, registers.capability, Some(registers.reply), true);
    case NBSendRecvCall =>
      InvokeGood(b, s, r, m, a, registers.destination, FirstPhase);
      ReceiveAtGood(
        b, Kernel.Invoke(s, m, a, registers.destination, FirstPhase), r, a, registers.capability, Some(registers.reply), true);
    case NBSendWaitCall =>
      InvokeGood(b, s, r, m, a, registers.reply, FirstPhase);
      ReceiveAtGood(b, Kernel.Invoke(s, m, a, registers.reply, FirstPhase), r, a, registers.capability, None, true);
    case RecvCall => ReceiveAtGood(b, s, r, a, registers.capability, Some(registers.reply), true);
    case NBRecvCall => ReceiveAtGood(b, s, r, a, registers.capability, Some(registers.reply), false);
    case WaitCall => ReceiveAtGood(b, s, r, a, registers.capability, None, true);
    case NBWaitCall => ReceiveAtGood(b, s, r, a, registers.capability, None, false);
    case YieldCall =>
      QueuesIn(b.objects, s, r, a);
      RescheduleIn(b.objects, ReadyQueues.Append(s, a), r);
      GoodKept(b, s, GiveUp(s, a), r);
  }

  lemma TimeUpGood(b: State, s: State, r: Region, hasBudget: bool)
    requires Good(b, s, r) && Sound(r) && (s.processor.current.Some? ==> Caller(r, s.processor.current.value))
    ensures Good(b, TimeUp(s, hasBudget), r)
  {
    GoodKept(b, s, SetPending(s, Choose), r);
    RescheduleIn(b.objects, s, r);
    GoodKept(b, s, RescheduleRequired(s), r);
    match s.processor.current
    case None =>
    case Some(a) =>
      ThreadIn(b.objects, s, r, a);
      var context := ThreadAt(s, a).context;
      if context.Some? && IsSchedulable(s, a) {
        var c := context.value;
        var isRenewed := ContextAt(s, c).period == ContextAt(s, c).budget;
        var t := AlterContext(s, c, ContextAt(s, c).(hasBudget := hasBudget));
        AlterContextIn(b.objects, s, r, c, ContextAt(s, c).(hasBudget := hasBudget));
        GoodKept(b, s, t, r);
        RaiseTimeoutGood(b, t, r, a);
        QueuesIn(b.objects, t, r, a);
        GoodKept(b, t, ReadyQueues.Append(t, a), r);
        GoodKept(b, t, ReadyQueues.InsertRelease(t, a), r);
        var u := if !isRenewed && IsHandler(Held(t, Slot(a, TimeoutHandler))) then RaiseTimeout(t, a)
          else if hasBudget then ReadyQueues.Append(t, a) else ReadyQueues.InsertRelease(t, a);
        RescheduleIn(b.objects, u, r);
        GoodKept(b, u, RescheduleRequired(u), r);
      }
  }

  /// On whose behalf an event makes the kernel run: the current thread's owner, whoever owns the interrupt, or whoever owns the
  /// scheduling context whose budget comes or goes.
  ghost predicate OnBehalf(s: State, event: Event, r: Region) {
    match event
    case InterruptEvent(irq) => r.policy.irqOwner(irq) == r.subject
    case BudgetEvent(c, _) => r.policy.owner(c) == r.subject
    case DomainOverEvent => true
    case _ => s.processor.current.Some? ==> r.policy.owner(s.processor.current.value) == r.subject
  }

  lemma ReactGood(s: State, r: Region, m: Machine, event: Event)
    requires Good(s, s, r) && Sound(r) && OnBehalf(s, event, r)
    ensures Good(s, React(s, m, event), r)
  {
    assert forall a: Address :: r.policy.owner(a) == r.subject ==> a in r.objects by {
      reveal Covers();
      assert Mine(r, r.subject);
    }
    match event
    case CallEvent(call, registers) =>
      if s.processor.current.Some? {
        var a := s.processor.current.value;
        var change := ThreadAt(s, a).(message := registers.message, receive := registers.receive);
        AlterIn(s.objects, s, r, a, change);
        GoodKept(s, s, Alter(s, a, change), r);
        ServeGood(s, Alter(s, a, change), r, m, a, call, registers);
      }
    case FaultEvent(fault) =>
      if s.processor.current.Some? { RaiseGood(s, s, r, s.processor.current.value, fault); }
    case InterruptEvent(irq) => ArriveGood(s, r, irq);
    case BudgetEvent(c, hasBudget) =>
      AlterContextIn(s.objects, s, r, c, ContextAt(s, c).(hasBudget := hasBudget));
      GoodKept(s, s, AlterContext(s, c, ContextAt(s, c).(hasBudget := hasBudget)), r);
    case TimeUpEvent(hasBudget) => TimeUpGood(s, s, r, hasBudget);
    case DomainOverEvent =>
      var t := SetProcessor(s, s.processor.(isDomainOver := true));
      RescheduleIn(s.objects, t, r);
      GoodKept(s, s, RescheduleRequired(t), r);
  }

  lemma ArriveGood(s: State, r: Region, irq: nat)
    requires Good(s, s, r) && Sound(r) && r.policy.irqOwner(irq) == r.subject
    ensures Good(s, Interrupts.Arrive(s, irq), r)
  {
    match Held(s, IrqSlot(irq))
    case Some(NotificationCap(n, badge, true, _)) =>
      CoveredAt(s, s, r, IrqSlot(irq));
      HeldIn(r, r.subject, s.caps[IrqSlot(irq)]);
      SignalIn(s.objects, s, r, n, badge);
      GoodKept(s, s, Notifications.Signal(s, n, badge), r);
    case _ =>
  }
}
