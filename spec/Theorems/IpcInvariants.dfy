// SPDX-License-Identifier: BSD-2-Clause
include "CNodeInvariants.dfy"
include "../Objects/Endpoint.dfy"

/// Messages, replies and faults keep the invariants, whatever capabilities they carry.
module IpcInvariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened SchedContexts
  import opened Threads
  import opened Replies
  import opened Notifications
  import opened MessageTransfer
  import opened Endpoints
  import opened Invariants
  import opened Placement
  import opened CNodeInvariants

  lemma Kept(s: State, t: State)
    requires KeepsObjects(s, t)
    ensures Inv(s) ==> Inv(t)
  {
    if Inv(s) { KeepsInv(s, t); }
  }

  lemma ReceiveCapKeeps(s: State, source: Slot, receiver: Address)
    requires Inv(s)
    ensures var r := ReceiveCap(s, source, receiver);
      r.Some? ==> Inv(r.value)
  {
    var path := ThreadAt(s, receiver).receive;
    if ReceiveCap(s, source, receiver).Some? {
      var root := Lookup(s, Held(s, Slot(receiver, CSpaceRoot)), path.root).result;
      HeldIsHeld(s, root);
      LookupUsable(s, Held(s, root), path.index, path.depth, false);
      var destination := LookupAtDepth(s, Held(s, root), path.index, path.depth, false).result;
      var cap := s.caps[source];
      assert NamesObject(cap) ==> Names(s.objects, cap) by { reveal Named(); }
      Derivable(s, source, cap);
      InsertKeeps(s, Derive(cap, HasChildren(s, source)).result.value, source, destination);
    }
  }

  lemma TransferCapsKeeps(r: Received, root: Option<Cap>, receiver: Address, endpoint: Option<Address>, addresses: seq<nat>)
    requires Inv(r.state)
    ensures Inv(TransferCaps(r, root, receiver, endpoint, addresses).state)
    decreases |addresses|
  {
    if addresses != [] && Lookup(r.state, root, addresses[0]).Ok? {
      var source := Lookup(r.state, root, addresses[0]).result;
      var cap := Held(r.state, source);
      if endpoint.Some? && cap.Some? && cap.value.EndpointCap? && cap.value.address == endpoint.value {
        var next := r.(caps := r.caps + [cap.value.badge], unwrapped := r.unwrapped + Pow2(|r.caps|));
        TransferCapsKeeps(next, root, receiver, endpoint, addresses[1..]);
      } else if !r.hasReceived {
        ReceiveCapKeeps(r.state, source, receiver);
        match ReceiveCap(r.state, source, receiver) {
          case None =>
          case Some(t) =>
            TransferCapsKeeps(r.(state := t, caps := r.caps + [0], hasReceived := true), root, receiver, endpoint, addresses[1..]);
        }
      }
    }
  }

  lemma TransferKeeps(s: State, sender: Address, endpoint: Option<Address>, badge: nat, canGrant: bool, receiver: Address)
    requires Inv(s)
    ensures Inv(Transfer(s, sender, endpoint, badge, canGrant, receiver))
  {
    var from := ThreadAt(s, sender);
    var root := Held(s, Slot(sender, CSpaceRoot));
    TransferCapsKeeps(Received(s, [], 0, false), root, receiver, endpoint, from.message.caps);
    var r := TransferCaps(Received(s, [], 0, false), root, receiver, endpoint, from.message.caps);
    var words := Arriving(s, sender, receiver);
    Kept(s, MessageTransfer.Deliver(s, receiver, badge, Message(FaultLabel(from.fault), [], [], 0)));
    Kept(s, MessageTransfer.Deliver(s, receiver, badge, Message(from.message.caption, words, [], 0)));
    Kept(r.state, MessageTransfer.Deliver(r.state, receiver, badge, Message(from.message.caption, words, r.caps, r.unwrapped)));
  }

  lemma SendKeeps(s: State, a: Address, cap: Cap, kind: SendKind)
    requires Inv(s) && cap.EndpointCap?
    ensures Inv(Send(s, a, cap, kind))
  {
    var isCall := kind.isCall || ThreadAt(s, a).fault != NoFault;
    match QueueAt(s, cap.address)
    case Receiving(receivers) =>
      if receivers != [] {
        var receiver := receivers[0];
        var reply := ThreadAt(s, receiver).reply;
        var u := Leave(s, receiver, Running);
        Kept(s, u);
        TransferKeeps(u, a, Some(cap.address), cap.badge, cap.canGrant, receiver);
        var t := Transfer(u, a, Some(cap.address), cap.badge, cap.canGrant, receiver);
        var v := Hand(t, a, receiver, reply, isCall, cap.canGrant || cap.canGrantReply, kind.canDonate);
        Kept(t, v);
        Kept(v, Wake(v, receiver));
      }
    case _ =>
      Kept(s, Block(s, a, BlockedOnSend(cap.address, cap.badge, cap.canGrant, cap.canGrantReply, isCall)));
  }

  lemma ReceiveFromKeeps(s: State, a: Address, endpoint: Address, sender: Address, reply: Option<Address>)
    requires Inv(s)
    ensures Inv(ReceiveFrom(s, a, endpoint, sender, reply))
  {
    match StateAt(s, sender)
    case BlockedOnSend(_, badge, canGrant, canGrantReply, isCall) =>
      var u := Leave(s, sender, Inactive);
      Kept(s, u);
      TransferKeeps(u, sender, Some(endpoint), badge, canGrant, a);
      var t := Transfer(u, sender, Some(endpoint), badge, canGrant, a);
      var canDonate := ThreadAt(t, sender).fault != TimeoutFault;
      var v := Await(t, sender, a, reply, canGrant || canGrantReply, canDonate);
      Kept(t, v);
      Kept(v, Wake(v, a));
      var w := SetState(t, sender, Running);
      Kept(t, w);
      Kept(w, Wake(w, sender));
    case _ =>
  }

  lemma ReceiveKeeps(s: State, a: Address, cap: Cap, isBlocking: bool, reply: Option<Address>)
    requires Inv(s) && cap.EndpointCap?
    ensures Inv(Endpoints.Receive(s, a, cap, isBlocking, reply))
  {
    var bound := ThreadAt(s, a).notification;
    var t := FreeReply(s, a, reply);
    Kept(s, t);
    if bound.Some? && SignalsAt(t, bound.value).Active? {
      Kept(t, Take(t, bound.value, a));
    } else {
      match QueueAt(t, cap.address)
      case Sending(senders) =>
        if senders != [] { ReceiveFromKeeps(t, a, cap.address, senders[0], reply); }
      case _ =>
        var u := Block(t, a, BlockedOnReceive(cap.address));
        var v := if reply.Some? then Attach(u, a, reply.value) else u;
        Kept(t, u);
        Kept(u, v);
        Kept(v, GiveBack(v, bound, a));
        Kept(t, Alter(t, a, ThreadAt(t, a).(badgeRegister := 0)));
    }
  }

  lemma RaiseKeeps(s: State, a: Address, fault: Fault)
    requires Inv(s)
    ensures Inv(Raise(s, a, fault)) && Inv(RaiseTimeout(s, a))
  {
    Kept(s, SetState(s, a, Inactive));
    var t := Alter(s, a, ThreadAt(s, a).(fault := fault));
    Kept(s, t);
    var handler := Held(s, Slot(a, FaultHandler));
    if IsHandler(handler) { SendKeeps(t, a, handler.value, CallKind); }
    var u := Alter(s, a, ThreadAt(s, a).(fault := TimeoutFault));
    Kept(s, u);
    var other := Held(s, Slot(a, TimeoutHandler));
    if IsHandler(other) { SendKeeps(u, a, other.value, TimeoutKind); }
  }

  lemma SendReplyKeeps(s: State, sender: Address, r: Address, canGrant: bool)
    requires Inv(s)
    ensures Inv(SendReply(s, sender, r, canGrant))
  {
    match RefAt(s, r, ReplyCaller)
    case None =>
    case Some(receiver) =>
      if StateAt(s, receiver).BlockedOnReply? {
        var fault := ThreadAt(s, receiver).fault;
        var t := ClearFault(Pop(s, r), receiver);
        Kept(s, t);
        TransferKeeps(t, sender, None, 0, canGrant, receiver);
        var v := Transfer(t, sender, None, 0, canGrant, receiver);
        Kept(v, SetState(v, receiver, Running));
        var state := if GoesOn(fault, ThreadAt(t, sender).message.caption) then ThreadState.Restart else Inactive;
        Kept(t, SetState(t, receiver, state));
        var u := if fault == NoFault then SetState(v, receiver, Running) else SetState(t, receiver, state);
        RaiseKeeps(u, receiver, NoFault);
        Kept(u, Wake(u, receiver));
      }
  }
}
