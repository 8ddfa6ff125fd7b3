// SPDX-License-Identifier: BSD-2-Clause
include "DeletionBounds.dfy"
include "Attenuation.dfy"
include "Integrity.dfy"

/// Messages, replies and faults stay within a policy: capabilities go with a message only between threads of one subject.
module MessageBounds {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened Threads
  import opened Replies
  import Notifications
  import opened MessageTransfer
  import opened Endpoints
  import opened Forest
  import opened Invariants
  import opened Placement
  import opened IpcInvariants
  import opened Attenuation
  import Integrity
  import opened Policies
  import opened Bounds
  import opened ObjectBounds
  import opened EndingBounds
  import opened DeletionBounds

  /// A capability that gives no more than one that a subject may have, it may have as well.
  lemma CoveredNoMore(p: Policy, x: Subject, cap: Cap, source: Cap)
    requires NoMore(cap, source) && Covered(p, x, source)
    ensures Covered(p, x, cap)
  {
  }

  // Lookups

  /// What a subject's CNodes lead to is the subject's.
  lemma ResolveOwned(p: Policy, x: Subject, caps: map<Slot, Cap>, node: Cap, address: nat, bits: nat)
    requires CapsWithin(p, caps) && (node.CNodeCap? ==> p.owner(node.address) == x)
    ensures var found := Resolve(caps, node, address, bits);
      found.At? ==> found.found.slot.Slot? && OwnerOf(p, found.found.slot) == x
    decreases bits
  {
    if node.CNodeCap? && Resolve(caps, node, address, bits).At? {
      var left := bits - (node.guardSize + node.radix);
      var slot := Slot(node.address, (address / Pow2(left)) % Pow2(node.radix));
      if left != 0 && slot in caps && caps[slot].CNodeCap? {
        assert Covered(p, OwnerOf(p, slot), caps[slot]) by { reveal CapsWithin(); }
        ResolveOwned(p, x, caps, caps[slot], address, left);
      }
    }
  }

  /// Whether a capability, if it is one to a CNode, is one to a subject's.
  ghost predicate RootOf(r: Region, root: Option<Cap>) {
    root.Some? && root.value.CNodeCap? ==> r.policy.owner(root.value.address) == r.subject
  }

  lemma HeldRoot(b: State, s: State, r: Region, x: Slot)
    requires Good(b, s, r) && OwnerOf(r.policy, x) == r.subject
    ensures RootOf(r, Held(s, x))
  {
    if x in s.caps { CoveredAt(b, s, r, x); }
  }

  lemma LookupOwned(b: State, s: State, r: Region, root: Option<Cap>, address: nat)
    requires Good(b, s, r) && RootOf(r, root)
    ensures var found := Lookup(s, root, address);
      found.Ok? ==> found.result.Slot? && OwnerOf(r.policy, found.result) == r.subject
  {
    reveal CapsBound();
    if root.Some? { ResolveOwned(r.policy, r.subject, s.caps, root.value, address, WordBits); }
  }

  lemma LookupAtOwned(b: State, s: State, r: Region, root: Option<Cap>, address: nat, depth: nat, isSource: bool)
    requires Good(b, s, r) && RootOf(r, root)
    ensures var found := LookupAtDepth(s, root, address, depth, isSource);
      found.Ok? ==> found.result.Slot? && OwnerOf(r.policy, found.result) == r.subject
  {
    reveal CapsBound();
    if root.Some? { ResolveOwned(r.policy, r.subject, s.caps, root.value, address, depth); }
  }

  // Capabilities in messages

  /// A capability is put in a slot of the subject's, derived from one of the subject's.
  lemma InsertGood(b: State, s: State, r: Region, cap: Cap, source: Slot, destination: Slot)
    requires Good(b, s, r) && Sound(r) && Inv(Insert(s, cap, source, destination))
    requires source in s.caps && destination !in s.caps && Covered(r.policy, r.subject, cap)
    requires OwnerOf(r.policy, source) == r.subject && OwnerOf(r.policy, destination) == r.subject
    ensures Good(b, Insert(s, cap, source, destination), r)
  {
    var t := Insert(s, cap, source, destination);
    InsertParts(s, cap, source, destination);
    CoveredAt(b, s, r, source);
    CapsMore(b.caps, s.caps, t.caps, r);
    assert TreeWithin(r.policy, t.tree) by { InsertTree(s, t, r.policy, source, destination); }
  }

  lemma InsertTree(s: State, t: State, p: Policy, source: Slot, destination: Slot)
    requires Linked(s) && Linked(t) && TreeWithin(p, s.tree) && OwnerOf(p, source) == OwnerOf(p, destination)
    requires t.caps.Keys == s.caps.Keys + {destination} && source in s.caps && destination !in s.caps
    requires forall x, y :: x in s.caps && y in s.caps ==> (Below(t.tree, x, y) <==> Below(s.tree, x, y))
    requires forall x :: x in s.caps && Below(t.tree, x, destination) ==> Below(s.tree, x, source) || x == source
    requires forall y :: !Below(t.tree, destination, y)
    ensures TreeWithin(p, t.tree)
  {
    reveal TreeWithin();
    forall x, y | Below(t.tree, x, y)
      ensures MayRevoke(p, x, y)
    {
      Strict(t.tree, x, y);
      assert x in t.caps && y in t.caps by { reveal Linked(); }
      if y == destination {
        assert Below(s.tree, x, source) || x == source;
        assert MayRevoke(p, x, source);
      }
    }
  }

  lemma ReceiveCapGood(b: State, s: State, r: Region, source: Slot, receiver: Address)
    requires Good(b, s, r) && Sound(r)
    requires OwnerOf(r.policy, source) == r.subject && r.policy.owner(receiver) == r.subject
    ensures var t := ReceiveCap(s, source, receiver);
      t.Some? ==> Good(b, t.value, r)
  {
    var t := ReceiveCap(s, source, receiver);
    if t.Some? {
      var path := ThreadAt(s, receiver).receive;
      HeldRoot(b, s, r, Slot(receiver, CSpaceRoot));
      LookupOwned(b, s, r, Held(s, Slot(receiver, CSpaceRoot)), path.root);
      var root := Lookup(s, Held(s, Slot(receiver, CSpaceRoot)), path.root).result;
      HeldRoot(b, s, r, root);
      LookupAtOwned(b, s, r, Held(s, root), path.index, path.depth, false);
      var destination := LookupAtDepth(s, Held(s, root), path.index, path.depth, false).result;
      CoveredAt(b, s, r, source);
      Derived(s.caps[source], HasChildren(s, source));
      var cap := Derive(s.caps[source], HasChildren(s, source)).result.value;
      CoveredNoMore(r.policy, r.subject, cap, s.caps[source]);
      ReceiveCapKeeps(s, source, receiver);
      InsertGood(b, s, r, cap, source, destination);
    }
  }

  lemma TransferCapsGood(
    b: State, q: Received, r: Region, root: Option<Cap>, receiver: Address, endpoint: Option<Address>, addresses: seq<nat>)
    requires Good(b, q.state, r) && Sound(r) && RootOf(r, root) && r.policy.owner(receiver) == r.subject
    ensures Good(b, TransferCaps(q, root, receiver, endpoint, addresses).state, r)
    decreases |addresses|
  {
    if addresses != [] && Lookup(q.state, root, addresses[0]).Ok? {
      LookupOwned(b, q.state, r, root, addresses[0]);
      var source := Lookup(q.state, root, addresses[0]).result;
      var cap := Held(q.state, source);
      if endpoint.Some? && cap.Some? && cap.value.EndpointCap? && cap.value.address == endpoint.value {
        var next := q.(caps := q.caps + [cap.value.badge], unwrapped := q.unwrapped + Pow2(|q.caps|));
        TransferCapsGood(b, next, r, root, receiver, endpoint, addresses[1..]);
      } else if !q.hasReceived {
        ReceiveCapGood(b, q.state, r, source, receiver);
        match ReceiveCap(q.state, source, receiver) {
          case None =>
          case Some(t) =>
            TransferCapsGood(b, q.(state := t, caps := q.caps + [0], hasReceived := true), r, root, receiver, endpoint, addresses[1..]);
        }
      }
    }
  }

  lemma DeliverGood(b: State, s: State, r: Region, receiver: Address, badge: nat, message: Message)
    requires Good(b, s, r) && receiver in r.objects
    ensures Good(b, MessageTransfer.Deliver(s, receiver, badge, message), r)
  {
    AlterIn(b.objects, s, r, receiver, ThreadAt(s, receiver).(badgeRegister := badge, message := message));
    GoodKept(b, s, MessageTransfer.Deliver(s, receiver, badge, message), r);
  }

  /// Whether a message with capabilities may go from one thread to another.
  ghost predicate MayTransfer(s: State, r: Region, sender: Address, canGrant: bool, receiver: Address) {
    canGrant && ThreadAt(s, sender).fault == NoFault && ThreadAt(s, sender).message.caps != [] ==>
      r.policy.owner(sender) == r.subject && r.policy.owner(receiver) == r.subject
  }

  lemma TransferGood(
    b: State, s: State, r: Region, sender: Address, endpoint: Option<Address>, badge: nat, canGrant: bool, receiver: Address)
    requires Good(b, s, r) && Sound(r) && receiver in r.objects && MayTransfer(s, r, sender, canGrant, receiver)
    ensures Good(b, Transfer(s, sender, endpoint, badge, canGrant, receiver), r)
  {
    var from := ThreadAt(s, sender);
    if from.fault != NoFault {
      DeliverGood(b, s, r, receiver, badge, Message(FaultLabel(from.fault), [], [], 0));
    } else {
      var words := Arriving(s, sender, receiver);
      if canGrant && from.message.caps != [] && HasBuffer(s, sender, false) && HasBuffer(s, receiver, true) {
        var root := Held(s, Slot(sender, CSpaceRoot));
        HeldRoot(b, s, r, Slot(sender, CSpaceRoot));
        TransferCapsGood(b, Received(s, [], 0, false), r, root, receiver, endpoint, from.message.caps);
        var q := TransferCaps(Received(s, [], 0, false), root, receiver, endpoint, from.message.caps);
        DeliverGood(b, q.state, r, receiver, badge, Message(from.message.caption, words, q.caps, q.unwrapped));
      } else {
        DeliverGood(b, s, r, receiver, badge, Message(from.message.caption, words, [], 0));
      }
    }
  }

  // Endpoints

  lemma AwaitIn(b: Objects, s: State, r: Region, caller: Address, callee: Address, reply: Option<Address>, mayReply: bool, canDonate: bool)
    requires Bound(b, s.objects, r) && caller in r.objects && callee in r.objects
    requires reply.Some? ==> reply.value in r.objects
    requires reply.Some? && mayReply ==> May(r.policy, r.policy.owner(reply.value), Answers, r.policy.owner(caller))
    ensures Bound(b, Await(s, caller, callee, reply, mayReply, canDonate).objects, r)
  {
    if reply.None? || !mayReply { SetStateIn(b, s, r, caller, Inactive); }
    else { PushIn(b, s, r, caller, callee, reply.value, canDonate); }
  }

  lemma HandIn(
    b: Objects, s: State, r: Region, a: Address, receiver: Address, reply: Option<Address>, isCall: bool, mayReply: bool, canDonate: bool)
    requires Bound(b, s.objects, r) && a in r.objects && receiver in r.objects
    requires reply.Some? ==> reply.value in r.objects
    requires reply.Some? && mayReply ==> May(r.policy, r.policy.owner(reply.value), Answers, r.policy.owner(a))
    ensures Bound(b, Hand(s, a, receiver, reply, isCall, mayReply, canDonate).objects, r)
  {
    ThreadIn(b, s, r, a);
    var context := ThreadAt(s, a).context;
    if isCall { AwaitIn(b, s, r, a, receiver, reply, mayReply, canDonate); }
    else if context.Some? { DonateIn(b, s, r, context.value, receiver); }
  }

  /// A thread at the front of a queue of receivers waits to receive there.
  lemma FirstReceiver(s: State, e: Address)
    requires Consistent(s) && QueueAt(s, e).Receiving? && QueueAt(s, e).receivers != []
    ensures StateAt(s, QueueAt(s, e).receivers[0]) == BlockedOnReceive(e)
  {
    reveal Queued();
    assert QueueAt(s, e).receivers[0] in Waiters(s.objects[e]);
  }

  lemma FirstSender(s: State, e: Address)
    requires Consistent(s) && QueueAt(s, e).Sending? && QueueAt(s, e).senders != []
    ensures StateAt(s, QueueAt(s, e).senders[0]).BlockedOnSend? && StateAt(s, QueueAt(s, e).senders[0]).endpoint == e
  {
    reveal Queued();
    assert QueueAt(s, e).senders[0] in Waiters(s.objects[e]);
  }

  /// Who sends: a thread of the subject's, or one in reach with a fault, whose message carries no capability.
  ghost predicate MaySend(s: State, r: Region, a: Address) {
    a in r.objects && (r.policy.owner(a) == r.subject || ThreadAt(s, a).fault != NoFault || !IsThread(s, a))
  }

  lemma SendGood(b: State, s: State, r: Region, a: Address, cap: Cap, kind: SendKind)
    requires Good(b, s, r) && Sound(r) && MaySend(s, r, a)
    requires cap.EndpointCap? && cap.address in r.objects && Covered(r.policy, r.policy.owner(a), cap)
    ensures Good(b, Send(s, a, cap, kind), r)
  {
    var isCall := kind.isCall || ThreadAt(s, a).fault != NoFault;
    WaitersIn(b.objects, s, r, cap.address);
    match QueueAt(s, cap.address)
    case Receiving(receivers) =>
      if receivers != [] { SendFirst(b, s, r, a, cap, kind, receivers[0]); }
    case _ =>
      var state := BlockedOnSend(cap.address, cap.badge, cap.canGrant, cap.canGrantReply, isCall);
      BlockIn(b.objects, s, r, a, state);
      GoodKept(b, s, Block(s, a, state), r);
  }

  lemma SendFirst(b: State, s: State, r: Region, a: Address, cap: Cap, kind: SendKind, receiver: Address)
    requires Good(b, s, r) && Sound(r) && MaySend(s, r, a)
    requires cap.EndpointCap? && cap.address in r.objects && Covered(r.policy, r.policy.owner(a), cap)
    requires QueueAt(s, cap.address).Receiving? && QueueAt(s, cap.address).receivers != []
    requires receiver == QueueAt(s, cap.address).receivers[0] && receiver in r.objects
    ensures Good(b, Send(s, a, cap, kind), r)
  {
    FirstReceiver(s, cap.address);
    ThreadIn(b.objects, s, r, receiver);
    var reply := ThreadAt(s, receiver).reply;
    var u := Leave(s, receiver, Running);
    LeaveIn(b.objects, s, r, receiver, Running);
    GoodKept(b, s, u, r);
    Integrity.LeaveFault(s, receiver, a);
    assert MayTransfer(u, r, a, cap.canGrant, receiver) by {
      reveal WellFormed();
      if !IsThread(u, a) { Integrity.NothingToSend(u, a); }
    }
    TransferGood(b, u, r, a, Some(cap.address), cap.badge, cap.canGrant, receiver);
    var t := Transfer(u, a, Some(cap.address), cap.badge, cap.canGrant, receiver);
    var mayReply := cap.canGrant || cap.canGrantReply;
    var isCall := kind.isCall || ThreadAt(s, a).fault != NoFault;
    assert reply.Some? && mayReply ==> May(r.policy, r.policy.owner(reply.value), Answers, r.policy.owner(a)) by {
      reveal WellFormed();
    }
    HandIn(b.objects, t, r, a, receiver, reply, isCall, mayReply, kind.canDonate);
    var v := Hand(t, a, receiver, reply, isCall, mayReply, kind.canDonate);
    GoodKept(b, t, v, r);
    WakeIn(b.objects, v, r, receiver);
    GoodKept(b, v, Wake(v, receiver), r);
  }

  /// Whether a reply object may be given to a caller.
  ghost predicate MayUse(r: Region, reply: Option<Address>) {
    reply.Some? ==> reply.value in r.objects && May(r.policy, r.subject, Uses, r.policy.owner(reply.value))
  }

  lemma ReceiveFromGood(b: State, s: State, r: Region, a: Address, e: Address, sender: Address, reply: Option<Address>)
    requires Good(b, s, r) && Sound(r) && a in r.objects && r.policy.owner(a) == r.subject && e in r.objects && sender in r.objects
    requires May(r.policy, r.subject, Receives, r.policy.owner(e)) && MayUse(r, reply)
    requires StateAt(s, sender).BlockedOnSend? && StateAt(s, sender).endpoint == e
    ensures Good(b, ReceiveFrom(s, a, e, sender, reply), r)
  {
    ThreadIn(b.objects, s, r, sender);
    match StateAt(s, sender)
    case BlockedOnSend(_, badge, canGrant, canGrantReply, isCall) =>
      var u := Leave(s, sender, Inactive);
      LeaveIn(b.objects, s, r, sender, Inactive);
      GoodKept(b, s, u, r);
      assert MayTransfer(u, r, sender, canGrant, a) by { reveal WellFormed(); }
      TransferGood(b, u, r, sender, Some(e), badge, canGrant, a);
      var t := Transfer(u, sender, Some(e), badge, canGrant, a);
      if isCall {
        var canDonate := ThreadAt(t, sender).fault != TimeoutFault;
        assert reply.Some? && (canGrant || canGrantReply) ==>
          May(r.policy, r.policy.owner(reply.value), Answers, r.policy.owner(sender)) by { reveal WellFormed(); }
        AwaitIn(b.objects, t, r, sender, a, reply, canGrant || canGrantReply, canDonate);
        var v := Await(t, sender, a, reply, canGrant || canGrantReply, canDonate);
        GoodKept(b, t, v, r);
        WakeIn(b.objects, v, r, a);
        GoodKept(b, v, Wake(v, a), r);
      } else {
        var w := SetState(t, sender, Running);
        SetStateIn(b.objects, t, r, sender, Running);
        GoodKept(b, t, w, r);
        WakeIn(b.objects, w, r, sender);
        GoodKept(b, w, Wake(w, sender), r);
      }
  }

  lemma FreeReplyGood(b: State, s: State, r: Region, a: Address, reply: Option<Address>)
    requires Good(b, s, r) && MayUse(r, reply)
    ensures Good(b, FreeReply(s, a, reply), r)
  {
    if reply.Some? {
      LinkedIn(b.objects, s, r, reply.value, ReplyCaller);
      var other := RefAt(s, reply.value, ReplyCaller);
      if other.Some? {
        CancelIpcIn(b.objects, s, r, other.value);
        GoodKept(b, s, CancelIpc(s, other.value), r);
      }
    }
  }

  lemma ReceiveGood(b: State, s: State, r: Region, a: Address, cap: Cap, isBlocking: bool, reply: Option<Address>)
    requires Good(b, s, r) && Sound(r) && a in r.objects && r.policy.owner(a) == r.subject && MayUse(r, reply)
    requires cap.EndpointCap? && cap.canReceive && cap.address in r.objects && Covered(r.policy, r.subject, cap)
    ensures Good(b, Endpoints.Receive(s, a, cap, isBlocking, reply), r)
  {
    ThreadIn(b.objects, s, r, a);
    var bound := ThreadAt(s, a).notification;
    FreeReplyGood(b, s, r, a, reply);
    var t := FreeReply(s, a, reply);
    WaitersIn(b.objects, t, r, cap.address);
    if bound.Some? && SignalsAt(t, bound.value).Active? {
      TakeIn(b.objects, t, r, bound.value, a);
      GoodKept(b, t, Notifications.Take(t, bound.value, a), r);
    } else {
      match QueueAt(t, cap.address)
      case Sending(senders) =>
        if senders != [] {
          FirstSender(t, cap.address);
          ReceiveFromGood(b, t, r, a, cap.address, senders[0], reply);
        }
      case _ =>
        BlockIn(b.objects, t, r, a, BlockedOnReceive(cap.address));
        var u := Block(t, a, BlockedOnReceive(cap.address));
        if reply.Some? { AttachIn(b.objects, u, r, a, reply.value); }
        var v := if reply.Some? then Attach(u, a, reply.value) else u;
        GiveBackIn(b.objects, v, r, bound, a);
        GoodKept(b, t, Notifications.GiveBack(v, bound, a), r);
        AlterIn(b.objects, t, r, a, ThreadAt(t, a).(badgeRegister := 0));
        GoodKept(b, t, Alter(t, a, ThreadAt(t, a).(badgeRegister := 0)), r);
    }
  }

  // Faults

  lemma RaiseGood(b: State, s: State, r: Region, a: Address, fault: Fault)
    requires Good(b, s, r) && Sound(r) && a in r.objects && r.policy.owner(a) == r.subject
    ensures Good(b, Raise(s, a, fault), r)
  {
    SetStateIn(b.objects, s, r, a, Inactive);
    GoodKept(b, s, SetState(s, a, Inactive), r);
    var x := Slot(a, FaultHandler);
    var handler := Held(s, x);
    if IsHandler(handler) {
      CoveredAt(b, s, r, x);
      HeldIn(r, r.subject, handler.value);
      var t := Alter(s, a, ThreadAt(s, a).(fault := fault));
      AlterIn(b.objects, s, r, a, ThreadAt(s, a).(fault := fault));
      GoodKept(b, s, t, r);
      SendGood(b, t, r, a, handler.value, CallKind);
    }
  }

  lemma RaiseTimeoutGood(b: State, s: State, r: Region, a: Address)
    requires Good(b, s, r) && Sound(r) && a in r.objects
    ensures Good(b, RaiseTimeout(s, a), r)
  {
    var x := Slot(a, TimeoutHandler);
    var handler := Held(s, x);
    if IsHandler(handler) {
      CoveredAt(b, s, r, x);
      assert handler.value.address in r.objects by { reveal HandlersIn(); }
      var t := Alter(s, a, ThreadAt(s, a).(fault := TimeoutFault));
      AlterIn(b.objects, s, r, a, ThreadAt(s, a).(fault := TimeoutFault));
      GoodKept(b, s, t, r);
      SendGood(b, t, r, a, handler.value, TimeoutKind);
    }
  }

  // Replies

  /// The thread that a reply object stands for, if it waits for the reply, is one that the reply object's owner may answer.
  lemma CallerFits(b: State, s: State, r: Region, c: Address)
    requires Good(b, s, r) && c in r.objects && RefAt(s, c, ReplyCaller).Some?
    ensures var a := RefAt(s, c, ReplyCaller).value;
      && a in r.objects
      && (StateAt(s, a).BlockedOnReply? ==> May(r.policy, r.policy.owner(c), Answers, r.policy.owner(a)))
  {
    LinkedIn(b.objects, s, r, c, ReplyCaller);
    var a := RefAt(s, c, ReplyCaller).value;
    ThreadIn(b.objects, s, r, a);
    if StateAt(s, a).BlockedOnReply? {
      assert a in s.objects && Ref(s.objects[a], ThreadReply) == Some(c) by {
        reveal Mutual();
        assert Ref(s.objects[c], ReplyCaller) == Some(a) && Dual(ReplyCaller) == ThreadReply;
      }
    }
  }

  lemma SendReplyGood(b: State, s: State, r: Region, sender: Address, c: Address, canGrant: bool)
    requires Good(b, s, r) && Sound(r) && c in r.objects && r.policy.owner(sender) == r.subject
    requires canGrant ==> May(r.policy, r.subject, Grants, r.policy.owner(c))
    ensures Good(b, SendReply(s, sender, c, canGrant), r)
  {
    match RefAt(s, c, ReplyCaller)
    case None =>
    case Some(receiver) =>
      CallerFits(b, s, r, c);
      if StateAt(s, receiver).BlockedOnReply? {
        var fault := ThreadAt(s, receiver).fault;
        PopIn(b.objects, s, r, c);
        ClearFaultIn(b.objects, Pop(s, c), r, receiver);
        var t := ClearFault(Pop(s, c), receiver);
        GoodKept(b, s, t, r);
        assert MayTransfer(t, r, sender, canGrant, receiver) by { reveal WellFormed(); }
        TransferGood(b, t, r, sender, None, 0, canGrant, receiver);
        var v := Transfer(t, sender, None, 0, canGrant, receiver);
        SetStateIn(b.objects, v, r, receiver, Running);
        GoodKept(b, v, SetState(v, receiver, Running), r);
        var state := if GoesOn(fault, ThreadAt(t, sender).message.caption) then ThreadState.Restart else Inactive;
        SetStateIn(b.objects, t, r, receiver, state);
        GoodKept(b, t, SetState(t, receiver, state), r);
        var u := if fault == NoFault then SetState(v, receiver, Running) else SetState(t, receiver, state);
        RaiseTimeoutGood(b, u, r, receiver);
        WakeIn(b.objects, u, r, receiver);
        GoodKept(b, u, Wake(u, receiver), r);
      }
  }
}
