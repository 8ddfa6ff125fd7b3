// SPDX-License-Identifier: BSD-2-Clause
include "WaitQueue.dfy"

/// The end of an object: nothing names it, waits at it or holds it in a queue afterwards.
module Endings {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue

  function Other(name: Option<Address>, a: Address): Option<Address> {
    if name == Some(a) then None else name
  }

  /// Whether a thread waits at an object.
  predicate WaitsFor(s: State, name: Option<Address>, a: Address) {
    name.Some? && WaitsAt(StateAt(s, name.value)) == Some(a)
  }

  /// What is left of an object when another one is gone.
  function Cleared(s: State, o: Object, a: Address): (changed: Object)
    ensures KindOf(changed) == KindOf(o)
  {
    match o
    case Thread(it) =>
      var waits := WaitsAt(it.state) == Some(a);
      Thread(it.(
        state := if waits || (it.state.BlockedOnReply? && it.reply == Some(a)) then Inactive else it.state,
        reply := if waits then None else Other(it.reply, a),
        context := Other(it.context, a), yieldTo := Other(it.yieldTo, a), notification := Other(it.notification, a)))
    case Reply(caller, previous, next, head) =>
      Reply(if WaitsFor(s, caller, a) then None else Other(caller, a), Other(previous, a), Other(next, a), Other(head, a))
    case SchedContext(it) =>
      SchedContext(it.(thread := Other(it.thread, a), reply := Other(it.reply, a), notification := Other(it.notification, a),
        yieldFrom := Other(it.yieldFrom, a)))
    case Endpoint(_) => WithWaiters(o, Without(Waiters(o), a))
    case Notification(_, bound, context) =>
      WithWaiters(o, Without(Waiters(o), a)).(boundThread := Other(bound, a), context := Other(context, a))
    case _ => o
  }

  function ClearedProcessor(p: Processor, a: Address): Processor {
    p.(
      current := Other(p.current, a),
      pending := if p.pending == SwitchTo(a) then Choose else p.pending,
      ready := map k | k in p.ready && Without(p.ready[k], a) != [] :: Without(p.ready[k], a),
      release := Without(p.release, a))
  }

  /// The state without an object.
  function Forget(s: State, a: Address): (t: State)
    ensures t.caps == s.caps && t.tree == s.tree && t.irqs == s.irqs && t.asidPools == s.asidPools && t.ports == s.ports
    ensures t.objects.Keys == s.objects.Keys - {a}
    ensures forall b :: b in t.objects ==> KindOf(t.objects[b]) == KindOf(s.objects[b])
    ensures Consistent(s) ==> Consistent(t)
  {
    var t := s.(
      objects := map b | b in s.objects && b != a :: Cleared(s, s.objects[b], a),
      processor := ClearedProcessor(s.processor, a));
    ForgetKeeps(s, t, a);
    t
  }

  lemma ForgetKeeps(s: State, t: State, a: Address)
    requires t.objects == map b | b in s.objects && b != a :: Cleared(s, s.objects[b], a)
    requires t.processor == ClearedProcessor(s.processor, a)
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      ForgetMutual(s, t, a);
      ForgetQueued(s, t, a);
      ForgetScheduled(s, t, a);
      assert Answerable(t) by { reveal Answerable(); }
    }
  }

  lemma ClearedRef(s: State, o: Object, a: Address, p: Port)
    ensures var r := Ref(Cleared(s, o, a), p);
      r.Some? ==> r == Ref(o, p) && r != Some(a)
  {
  }

  lemma ClearedRefSame(s: State, o: Object, a: Address, p: Port)
    requires Ref(o, p).Some? && Ref(o, p) != Some(a)
    requires p == ReplyCaller && o.Reply? ==> !WaitsFor(s, o.caller, a)
    requires p == ThreadReply && o.Thread? ==> WaitsAt(o.thread.state) != Some(a)
    ensures Ref(Cleared(s, o, a), p) == Ref(o, p)
  {
  }

  /// Who names whom as a reply object and as its caller.
  lemma ReplyPorts(o: Object)
    ensures Ref(o, ThreadReply).Some? ==> o.Thread?
    ensures Ref(o, ReplyCaller).Some? ==> o.Reply? && o.caller == Ref(o, ReplyCaller)
    ensures Dual(ThreadReply) == ReplyCaller && Dual(ReplyCaller) == ThreadReply
    ensures forall p :: Dual(p) == ReplyCaller ==> p == ThreadReply
    ensures forall p :: Dual(p) == ThreadReply ==> p == ReplyCaller
  {
  }

  lemma CallerWaits(s: State, c: Address, p: Port, a: Address)
    requires c in s.objects && Ref(Cleared(s, s.objects[c], a), p).Some?
    ensures p == ThreadReply ==> s.objects[c].Thread? && WaitsAt(s.objects[c].thread.state) != Some(a)
    ensures p == ReplyCaller ==> s.objects[c].Reply? && !WaitsFor(s, s.objects[c].caller, a)
  {
  }

  lemma ForgetMutual(s: State, t: State, a: Address)
    requires Mutual(s) && Queued(s) && Answerable(s)
    requires t.objects == map b | b in s.objects && b != a :: Cleared(s, s.objects[b], a)
    ensures Mutual(t)
  {
    hide Ref;
    hide Cleared;
    reveal Mutual();
    forall c, p | c in t.objects && Ref(t.objects[c], p).Some?
      ensures var d := Ref(t.objects[c], p).value; d in t.objects && Ref(t.objects[d], Dual(p)) == Some(c)
    {
      ClearedRef(s, s.objects[c], a, p);
      assert Ref(s.objects[c], p).Some?;
      var d := Ref(s.objects[c], p).value;
      assert d in s.objects && Ref(s.objects[d], Dual(p)) == Some(c) && d != a;
      assert t.objects[d] == Cleared(s, s.objects[d], a);
      CallerWaits(s, c, p, a);
      ReplyPorts(s.objects[d]);
      ReplyPorts(s.objects[c]);
      ClearedRefSame(s, s.objects[d], a, Dual(p));
    }
  }

  lemma ForgetQueued(s: State, t: State, a: Address)
    requires Queued(s)
    requires t.objects == map b | b in s.objects && b != a :: Cleared(s, s.objects[b], a)
    ensures Queued(t)
  {
    reveal Queued();
    forall o | o in t.objects
      ensures Waiters(t.objects[o]) == Without(Waiters(s.objects[o]), a)
    {
    }
    forall o, x | o in t.objects && x in Waiters(t.objects[o])
      ensures IsThread(t, x) && WaitsAt(t.objects[x].thread.state) == Some(o) && Suits(t.objects[o], t.objects[x].thread.state)
    {
      assert x in Waiters(s.objects[o]) && x != a;
      assert IsThread(s, x) && WaitsAt(s.objects[x].thread.state) == Some(o);
    }
  }

  lemma ForgetScheduled(s: State, t: State, a: Address)
    requires Scheduled(s)
    requires t.objects == map b | b in s.objects && b != a :: Cleared(s, s.objects[b], a)
    requires t.processor == ClearedProcessor(s.processor, a)
    ensures Scheduled(t)
  {
    reveal Scheduled();
    forall x | IsThread(t, x)
      ensures IsThread(s, x) && x != a && SameQueueing(t.objects[x].thread, s.objects[x].thread)
    {
    }
    forall x | IsThread(t, x) && t.objects[x].thread.place == InReady
      ensures KeyOf(t.objects[x].thread) in t.processor.ready && x in t.processor.ready[KeyOf(t.objects[x].thread)]
    {
      var k := KeyOf(s.objects[x].thread);
      assert x in Without(s.processor.ready[k], a);
    }
  }
}
