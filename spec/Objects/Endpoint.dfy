// SPDX-License-Identifier: BSD-2-Clause
include "../Entry/MessageTransfer.dfy"

/// Sending and receiving through an endpoint: whoever comes second transfers the message. Replies and faults are messages too.
module Endpoints {
  import opened State
  import opened CapabilityRules
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened SchedContexts
  import opened Replies
  import opened Threads
  import opened Notifications
  import opened MessageTransfer

  /// How a message is sent: whether the sender waits for a receiver, waits for an answer, gives its scheduling context.
  datatype SendKind = SendKind(isBlocking: bool, isCall: bool, canDonate: bool)

  const CallKind := SendKind(true, true, true)
  const TimeoutKind := SendKind(true, true, false)

  /// Sends the message of a thread, or the fault it is stopped by; without a receiver it blocks, if it may.
  function Send(s: State, a: Address, cap: Cap, kind: SendKind): State
    requires cap.EndpointCap?
  {
    var isCall := kind.isCall || ThreadAt(s, a).fault != NoFault;
    match QueueAt(s, cap.address)
    case Receiving(receivers) =>
      if receivers == [] then s
      else
        var receiver := receivers[0];
        var reply := ThreadAt(s, receiver).reply;
        var t := Transfer(Leave(s, receiver, Running), a, Some(cap.address), cap.badge, cap.canGrant, receiver);
        Wake(Hand(t, a, receiver, reply, isCall, cap.canGrant || cap.canGrantReply, kind.canDonate), receiver)
    case _ =>
      if kind.isBlocking then Block(s, a, BlockedOnSend(cap.address, cap.badge, cap.canGrant, cap.canGrantReply, isCall)) else s
  }

  /// What a sender does after its message is taken: waits for the reply, or gives its scheduling context to a passive receiver.
  function Hand(s: State, a: Address, receiver: Address, reply: Option<Address>, isCall: bool, mayReply: bool, canDonate: bool)
    : (t: State)
    ensures Keeps(s, t)
  {
    var context := ThreadAt(s, a).context;
    if isCall then Await(s, a, receiver, reply, mayReply, canDonate)
    else if canDonate && ThreadAt(s, receiver).context.None? && context.Some? then Donate(s, context.value, receiver)
    else s
  }

  /// Makes a caller wait for its reply; without a reply object, or the right to one, it stops.
  function Await(s: State, caller: Address, callee: Address, reply: Option<Address>, mayReply: bool, canDonate: bool): (t: State)
    ensures Keeps(s, t)
  {
    if reply.None? || !mayReply then SetState(s, caller, Inactive) else Push(s, caller, callee, reply.value, canDonate)
  }

  /// Receives a message, or a signal of the bound notification; without either it blocks, if it may.
  function Receive(s: State, a: Address, cap: Cap, isBlocking: bool, reply: Option<Address>): State
    requires cap.EndpointCap?
  {
    var bound := ThreadAt(s, a).notification;
    var t := FreeReply(s, a, reply);
    if bound.Some? && SignalsAt(t, bound.value).Active? then Take(t, bound.value, a)
    else
      match QueueAt(t, cap.address)
      case Sending(senders) => if senders == [] then t else ReceiveFrom(t, a, cap.address, senders[0], reply)
      case _ =>
        if isBlocking then
          var u := Block(t, a, BlockedOnReceive(cap.address));
          GiveBack(if reply.Some? then Attach(u, a, reply.value) else u, bound, a)
        else Alter(t, a, ThreadAt(t, a).(badgeRegister := 0))
  }

  /// A reply object that is given to the next caller stands for no other one.
  function FreeReply(s: State, a: Address, reply: Option<Address>): (t: State)
    ensures Keeps(s, t)
  {
    if reply.None? then s
    else
      match RefAt(s, reply.value, ReplyCaller)
      case Some(other) => if other != a then CancelIpc(s, other) else s
      case None => s
  }

  /// Takes the message of the first sender, which goes on, or waits for the reply.
  function ReceiveFrom(s: State, a: Address, endpoint: Address, sender: Address, reply: Option<Address>): State {
    match StateAt(s, sender)
    case BlockedOnSend(_, badge, canGrant, canGrantReply, isCall) =>
      var t := Transfer(Leave(s, sender, Inactive), sender, Some(endpoint), badge, canGrant, a);
      if isCall then
        var wasPassive := ThreadAt(t, a).context.None?;
        var canDonate := ThreadAt(t, sender).fault != TimeoutFault;
        var u := Await(t, sender, a, reply, canGrant || canGrantReply, canDonate);
        if wasPassive then Wake(u, a) else u
      else Wake(SetState(t, sender, Running), sender)
    case _ => s
  }

  /// Ends the wait of every sender that used a capability with a badge.
  function CancelBadged(s: State, endpoint: Address, badge: nat): (t: State)
    ensures Keeps(s, t)
  {
    match QueueAt(s, endpoint)
    case Sending(senders) => UnblockAll(s, WithBadge(s, senders, badge))
    case _ => s
  }

  function WithBadge(s: State, senders: seq<Address>, badge: nat): seq<Address> {
    if senders == [] then []
    else
      var rest := WithBadge(s, senders[1..], badge);
      var state := StateAt(s, senders[0]);
      if state.BlockedOnSend? && state.badge == badge then [senders[0]] + rest else rest
  }

  // Faults

  /// Whether a capability may be a fault handler: an endpoint with Write, and Grant or GrantReply.
  predicate IsHandler(cap: Option<Cap>) {
    cap.Some? && cap.value.EndpointCap? && cap.value.canSend && (cap.value.canGrant || cap.value.canGrantReply)
  }

  /// Sends a fault to the thread's handler, as a call; without a handler the thread stops.
  function Raise(s: State, a: Address, fault: Fault): State {
    var handler := Held(s, Slot(a, FaultHandler));
    if !IsHandler(handler) then SetState(s, a, Inactive)
    else Send(Alter(s, a, ThreadAt(s, a).(fault := fault)), a, handler.value, CallKind)
  }

  /// Tells the handler for timeouts that a thread has no budget left. The handler runs on its own time: nothing is donated.
  function RaiseTimeout(s: State, a: Address): State {
    var handler := Held(s, Slot(a, TimeoutHandler));
    if !IsHandler(handler) then s
    else Send(Alter(s, a, ThreadAt(s, a).(fault := TimeoutFault)), a, handler.value, TimeoutKind)
  }

  // Replies

  /// Sends a message to the caller that a reply object names, or restarts the thread whose fault it stands for.
  function SendReply(s: State, sender: Address, r: Address, canGrant: bool): State {
    match RefAt(s, r, ReplyCaller)
    case None => s
    case Some(receiver) =>
      if !StateAt(s, receiver).BlockedOnReply? then s
      else
        var fault := ThreadAt(s, receiver).fault;
        var t := ClearFault(Pop(s, r), receiver);
        var u := if fault == NoFault then SetState(Transfer(t, sender, None, 0, canGrant, receiver), receiver, Running)
          else SetState(t, receiver, if GoesOn(fault, ThreadAt(t, sender).message.caption) then ThreadState.Restart else Inactive);
        Continue(u, receiver, fault)
  }

  /// A capability or page fault is always tried again; for the others a label of zero says go on.
  predicate GoesOn(fault: Fault, caption: nat) {
    fault == CapFault || fault == VmFault || caption == 0
  }

  /// Lets a thread that has got its reply run. Without budget it raises a timeout if it has a handler and does not come from one.
  function Continue(s: State, a: Address, fault: Fault): State {
    var context := ThreadAt(s, a).context;
    if StateAt(s, a).Inactive? || !IsConfigured(s, context) then s
    else if fault != TimeoutFault && !HasBudget(s, context) && IsHandler(Held(s, Slot(a, TimeoutHandler))) then RaiseTimeout(s, a)
    else Wake(s, a)
  }
}
