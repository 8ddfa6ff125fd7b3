// SPDX-License-Identifier: BSD-2-Clause
include "../Capabilities/CapabilityRules.dfy"

/// What objects say of each other, and that they never contradict each other. Every transition of objects states in its
/// contract (Keeps) that it leaves capabilities alone and keeps the objects consistent.
module Consistency {
  import opened State

  /// What of an object can never change.
  datatype Kind =
    | CNodeKind(radix: nat)
    | ThreadKind
    | EndpointKind
    | NotificationKind
    | ReplyKind
    | SchedContextKind(bits: nat)
    | FrameKind(bits: nat, isDevice: bool)
    | TableKind(level: TableLevel)
    | PoolKind

  function KindOf(o: Object): Kind {
    match o
    case CNode(radix) => CNodeKind(radix)
    case Thread(_) => ThreadKind
    case Endpoint(_) => EndpointKind
    case Notification(_, _, _) => NotificationKind
    case Reply(_, _, _, _) => ReplyKind
    case SchedContext(schedule) => SchedContextKind(schedule.bits)
    case Frame(bits, isDevice) => FrameKind(bits, isDevice)
    case Table(level, _) => TableKind(level)
    case AsidPool(_) => PoolKind
  }

  /// A place in an object where the name of another one can stand. Places come in pairs: if a thread names its reply object, that
  /// names the thread.
  datatype Port =
    | ThreadReply | ReplyCaller
    | ThreadContext | ContextThread
    | ThreadNotification | NotificationThread
    | ThreadYieldTo | ContextYieldFrom
    | NotificationContext | ContextNotification
    | ContextReply | ReplyHead
    | ReplyPrevious | ReplyNext

  function Dual(p: Port): Port {
    match p
    case ThreadReply => ReplyCaller
    case ReplyCaller => ThreadReply
    case ThreadContext => ContextThread
    case ContextThread => ThreadContext
    case ThreadNotification => NotificationThread
    case NotificationThread => ThreadNotification
    case ThreadYieldTo => ContextYieldFrom
    case ContextYieldFrom => ThreadYieldTo
    case NotificationContext => ContextNotification
    case ContextNotification => NotificationContext
    case ContextReply => ReplyHead
    case ReplyHead => ContextReply
    case ReplyPrevious => ReplyNext
    case ReplyNext => ReplyPrevious
  }

  /// Whether an object has a port.
  predicate HasPort(o: Object, p: Port) {
    match p
    case ThreadReply => o.Thread?
    case ThreadContext => o.Thread?
    case ThreadNotification => o.Thread?
    case ThreadYieldTo => o.Thread?
    case ReplyCaller => o.Reply?
    case ReplyHead => o.Reply?
    case ReplyPrevious => o.Reply?
    case ReplyNext => o.Reply?
    case NotificationThread => o.Notification?
    case NotificationContext => o.Notification?
    case _ => o.SchedContext?
  }

  /// The object that a port names.
  function Ref(o: Object, p: Port): Option<Address> {
    if !HasPort(o, p) then None
    else
      match p
      case ThreadReply => o.thread.reply
      case ThreadContext => o.thread.context
      case ThreadNotification => o.thread.notification
      case ThreadYieldTo => o.thread.yieldTo
      case ReplyCaller => o.caller
      case ReplyHead => o.head
      case ReplyPrevious => o.previous
      case ReplyNext => o.next
      case NotificationThread => o.boundThread
      case NotificationContext => o.context
      case ContextThread => o.schedule.thread
      case ContextYieldFrom => o.schedule.yieldFrom
      case ContextNotification => o.schedule.notification
      case ContextReply => o.schedule.reply
  }

  /// The object with another name in a port.
  function WithRef(o: Object, p: Port, name: Option<Address>): (changed: Object)
    ensures KindOf(changed) == KindOf(o)
    ensures HasPort(o, p) ==> Ref(changed, p) == name
    ensures forall q :: q != p ==> Ref(changed, q) == Ref(o, q)
    ensures Waiters(changed) == Waiters(o)
    ensures o.Thread? ==> changed.Thread? && changed.thread.state == o.thread.state && SameQueueing(changed.thread, o.thread)
    ensures o.Endpoint? ==> changed == o
    ensures o.Notification? ==> changed.Notification? && changed.signals == o.signals
  {
    if !HasPort(o, p) then o
    else
      match p
      case ThreadReply => o.(thread := o.thread.(reply := name))
      case ThreadContext => o.(thread := o.thread.(context := name))
      case ThreadNotification => o.(thread := o.thread.(notification := name))
      case ThreadYieldTo => o.(thread := o.thread.(yieldTo := name))
      case ReplyCaller => o.(caller := name)
      case ReplyHead => o.(head := name)
      case ReplyPrevious => o.(previous := name)
      case ReplyNext => o.(next := name)
      case NotificationThread => o.(boundThread := name)
      case NotificationContext => o.(context := name)
      case ContextThread => o.(schedule := o.schedule.(thread := name))
      case ContextYieldFrom => o.(schedule := o.schedule.(yieldFrom := name))
      case ContextNotification => o.(schedule := o.schedule.(notification := name))
      case ContextReply => o.(schedule := o.schedule.(reply := name))
  }

  predicate SameQueueing(a: ThreadObject, b: ThreadObject) {
    a.place == b.place && a.priority == b.priority && a.domain == b.domain
  }

  /// Threads that wait at an object, first to last.
  function Waiters(o: Object): seq<Address> {
    match o
    case Endpoint(Sending(senders)) => senders
    case Endpoint(Receiving(receivers)) => receivers
    case Notification(Waiting(waiters), _, _) => waiters
    case _ => []
  }

  /// The object that a thread waits at.
  function WaitsAt(state: ThreadState): Option<Address> {
    match state
    case BlockedOnReceive(endpoint) => Some(endpoint)
    case BlockedOnSend(endpoint, _, _, _, _) => Some(endpoint)
    case BlockedOnNotification(notification) => Some(notification)
    case _ => None
  }

  /// Whether an object's queue is one for threads in a state.
  predicate Suits(o: Object, state: ThreadState) {
    match state
    case BlockedOnReceive(_) => o.Endpoint? && o.queue.Receiving?
    case BlockedOnSend(_, _, _, _, _) => o.Endpoint? && o.queue.Sending?
    case BlockedOnNotification(_) => o.Notification? && o.signals.Waiting?
    case _ => false
  }

  predicate IsThread(s: State, a: Address) {
    a in s.objects && s.objects[a].Thread?
  }

  ghost predicate NoRepeat(q: seq<Address>) {
    forall i, j :: 0 <= i < j < |q| ==> q[i] != q[j]
  }

  /// Two objects name each other or neither does.
  opaque ghost predicate Mutual(s: State) {
    forall a, p :: a in s.objects && Ref(s.objects[a], p).Some? ==>
      var b := Ref(s.objects[a], p).value;
      b in s.objects && Ref(s.objects[b], Dual(p)) == Some(a)
  }

  /// A queue holds exactly the threads that say they wait there, in the way the queue is for, each once; no queue is empty.
  opaque ghost predicate Queued(s: State) {
    && (forall o, t :: o in s.objects && t in Waiters(s.objects[o]) ==>
          IsThread(s, t) && WaitsAt(s.objects[t].thread.state) == Some(o) && Suits(s.objects[o], s.objects[t].thread.state))
    && (forall t :: IsThread(s, t) && WaitsAt(s.objects[t].thread.state).Some? ==>
          var o := WaitsAt(s.objects[t].thread.state).value;
          o in s.objects && t in Waiters(s.objects[o]))
    && (forall o :: o in s.objects ==> NoRepeat(Waiters(s.objects[o])))
    && (forall o :: o in s.objects && (s.objects[o].Endpoint? || s.objects[o].Notification?) && Waiters(s.objects[o]) == [] ==>
          match s.objects[o] case Endpoint(queue) => queue == Idle case Notification(signals, _, _) => !signals.Waiting?)
  }

  /// The scheduler's queues hold exactly the threads that say so, each once, by domain and priority.
  opaque ghost predicate Scheduled(s: State) {
    && (forall k, t :: k in s.processor.ready && t in s.processor.ready[k] ==>
          IsThread(s, t) && s.objects[t].thread.place == InReady && KeyOf(s.objects[t].thread) == k)
    && (forall t :: t in s.processor.release ==> IsThread(s, t) && s.objects[t].thread.place == InRelease)
    && (forall t :: IsThread(s, t) && s.objects[t].thread.place == InReady ==>
          KeyOf(s.objects[t].thread) in s.processor.ready && t in s.processor.ready[KeyOf(s.objects[t].thread)])
    && (forall t :: IsThread(s, t) && s.objects[t].thread.place == InRelease ==> t in s.processor.release)
    && (forall k :: k in s.processor.ready ==> NoRepeat(s.processor.ready[k]) && s.processor.ready[k] != [])
    && NoRepeat(s.processor.release)
  }

  function KeyOf(thread: ThreadObject): (nat, nat) {
    (thread.domain, thread.priority)
  }

  /// A thread that waits for a reply has a reply object, and only one that waits for a message or a reply has one.
  opaque ghost predicate Answerable(s: State) {
    forall t :: IsThread(s, t) ==>
      && (s.objects[t].thread.state.BlockedOnReply? ==> s.objects[t].thread.reply.Some?)
      && (s.objects[t].thread.reply.Some? ==>
            s.objects[t].thread.state.BlockedOnReply? || s.objects[t].thread.state.BlockedOnReceive?)
  }

  ghost predicate Consistent(s: State) {
    Mutual(s) && Queued(s) && Scheduled(s) && Answerable(s)
  }

  /// The kinds of all objects.
  opaque ghost function Kinds(objects: map<Address, Object>): map<Address, Kind> {
    map a | a in objects :: KindOf(objects[a])
  }

  /// Capabilities, what they name and interrupts are the same, and all objects are there.
  ghost predicate Alike(s: State, t: State) {
    && t.caps == s.caps
    && t.tree == s.tree
    && t.irqs == s.irqs
    && Kinds(t.objects) == Kinds(s.objects)
  }

  /// So are the tables of address spaces and ports that are taken.
  ghost predicate Same(s: State, t: State) {
    Alike(s, t) && t.asidPools == s.asidPools && t.ports == s.ports
  }

  /// The contract of what frees address spaces or ports.
  ghost predicate KeepsObjects(s: State, t: State) {
    Alike(s, t) && (Consistent(s) ==> Consistent(t))
  }

  /// The contract of every transition of objects.
  ghost predicate Keeps(s: State, t: State) {
    Same(s, t) && (Consistent(s) ==> Consistent(t))
  }
}
