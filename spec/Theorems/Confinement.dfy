// SPDX-License-Identifier: BSD-2-Clause
include "KernelBounds.dfy"

/// Integrity and authority confinement. A step on behalf of a subject changes only what its authority allows, and whatever is done
/// by whom, and how often, no subject gets a capability that the policy does not allow it.
module Confinement {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened ReadyQueues
  import opened Scheduler
  import SchedContexts
  import Threads
  import opened MessageTransfer
  import opened Kernel
  import opened Invariants
  import KernelInvariants
  import opened Policies
  import opened Bounds
  import opened ObjectBounds
  import opened DeletionBounds
  import opened KernelBounds

  // The decision

  lemma ReleaseDuePlaced(b: Objects, s: State, waiting: seq<Address>)
    requires Placed(b, s.objects)
    ensures Placed(b, ReleaseDue(s, waiting).objects)
    decreases |waiting|
  {
    if waiting != [] {
      var a := waiting[0];
      QueuesPlaced(b, s, a);
      SwitchPlaced(b, ReadyQueues.RemoveRelease(s, a), a);
      var t := if HasBudget(s, ThreadAt(s, a).context) then PossibleSwitchTo(ReadyQueues.RemoveRelease(s, a), a) else s;
      ReleaseDuePlaced(b, t, waiting[1..]);
    }
  }

  lemma ChoosePlaced(b: Objects, s: State)
    requires Placed(b, s.objects)
    ensures Placed(b, ChooseThread(s).objects)
    decreases |s.processor.ready.Keys|, |ReadyAt(s.processor, (s.processor.domain, HighestOr(s)))|
  {
    var highest := Highest(s.processor, s.processor.domain);
    if highest.Some? && ReadyAt(s.processor, (s.processor.domain, highest.value)) != [] {
      var a := ReadyAt(s.processor, (s.processor.domain, highest.value))[0];
      QueuesPlaced(b, s, a);
      var t := ReadyQueues.Remove(s, a);
      QueuesPlaced(b, t, a);
      var u := ReadyQueues.InsertRelease(t, a);
      if !HasBudget(t, ThreadAt(t, a).context) && Fewer(s, u) { ChoosePlaced(b, u); }
    }
  }

  lemma SelectPlaced(b: Objects, s: State)
    requires Placed(b, s.objects)
    ensures Placed(b, Select(s).objects)
  {
    var current := s.processor.current;
    if current.Some? { QueuesPlaced(b, SetPending(s, Resume), current.value); }
    var isReady := current.Some? && IsSchedulable(s, current.value);
    var t := if isReady then ReadyQueues.Prepend(SetPending(s, Resume), current.value) else SetPending(s, Resume);
    match s.processor.pending
    case SwitchTo(candidate) =>
      QueuesPlaced(b, t, candidate);
      ChoosePlaced(b, NextDomain(ReadyQueues.Insert(t, candidate, true)));
      ChoosePlaced(b, NextDomain(ReadyQueues.Insert(t, candidate, false)));
    case _ => ChoosePlaced(b, NextDomain(t));
  }

  lemma DecidePlaced(s: State)
    ensures Placed(s.objects, Decide(s).objects)
  {
    PlacedSame(s.objects);
    ReleaseDuePlaced(s.objects, s, s.processor.release);
    SelectPlaced(s.objects, ReleaseDue(s, s.processor.release));
  }

  /// What the decision who runs next changes of an object: a thread's place in the scheduler's queues, unless it is the thread that
  /// runs next, or the scheduling context that this one had yielded to.
  ghost predicate Decided(s: State, t: State, a: Address)
    requires a in s.objects && a in t.objects
  {
    var current := t.processor.current;
    || SameBut(iset{}, s.objects[a], t.objects[a])
    || (current == Some(a) && Respected(s.objects[a], t.objects[a]))
    || (current.Some? && ThreadAt(s, current.value).yieldTo == Some(a) && Respected(s.objects[a], t.objects[a]))
  }

  lemma PlacedBut(b: Objects, n: Objects, a: Address)
    requires Placed(b, n) && a in b
    ensures a in n && SameBut(iset{}, b[a], n[a]) && KindOf(b[a]) == KindOf(n[a])
    ensures b[a] == n[a] || (b[a].Thread? && n[a].Thread? && n[a].thread.(place := b[a].thread.place) == b[a].thread)
  {
    reveal Placed();
  }

  lemma DecisionOnly(s: State)
    ensures var t := Threads.Finish(s);
      && t.caps == s.caps && t.tree == s.tree && t.irqs == s.irqs && t.objects.Keys == s.objects.Keys
      && t.asidPools == s.asidPools && t.ports == s.ports
      && forall a :: a in s.objects ==> Decided(s, t, a)
  {
    var d := Decide(s);
    DecidePlaced(s);
    assert d.objects.Keys == s.objects.Keys by { reveal Placed(); }
    var t := Threads.Finish(s);
    KeysSame(s, t);
    forall a | a in s.objects
      ensures Decided(s, t, a)
    {
      PlacedBut(s.objects, d.objects, a);
      if d.processor.current.Some? { ResumedOnly(s, d, a); }
    }
  }

  lemma ResumedOnly(s: State, d: State, a: Address)
    requires d == Decide(s) && Placed(s.objects, d.objects) && a in s.objects && a in d.objects && d.processor.current.Some?
    requires Threads.Finish(s).objects.Keys == s.objects.Keys
    ensures Decided(s, Threads.Finish(s), a)
  {
    var c := d.processor.current.value;
    var u := if StateAt(d, c).Restart? then Threads.SetState(d, c, Running) else d;
    var t := SchedContexts.CompleteYieldTo(u, c);
    assert t == Threads.Finish(s);
    assert t.processor == d.processor by { YieldProcessor(u, c); }
    PlacedBut(s.objects, d.objects, a);
    if c in s.objects { PlacedBut(s.objects, d.objects, c); } else { assert c !in d.objects by { reveal Placed(); } }
    assert a != c ==> u.objects[a] == d.objects[a];
    assert Respected(d.objects[a], u.objects[a]);
    var given := RefAt(u, c, ThreadYieldTo);
    YieldOnly(u, c, a);
    if given.Some? && IsThread(u, c) { assert Ref(u.objects[c], ThreadYieldTo) == u.objects[c].thread.yieldTo; }
    assert given == ThreadAt(s, c).yieldTo;
    if a == c || given == Some(a) {
      assert Respected(s.objects[a], t.objects[a]);
    } else {
      assert t.objects[a] == d.objects[a];
    }
  }

  lemma YieldProcessor(u: State, c: Address)
    ensures SchedContexts.CompleteYieldTo(u, c).processor == u.processor
  {
    match RefAt(u, c, ThreadYieldTo)
    case None =>
    case Some(d) =>
      assert Unlink(u, c, ThreadYieldTo).processor == u.processor;
  }

  lemma YieldOnly(u: State, c: Address, a: Address)
    requires a in u.objects
    ensures var t := SchedContexts.CompleteYieldTo(u, c);
      && a in t.objects
      && (a != c && RefAt(u, c, ThreadYieldTo) != Some(a) ==> t.objects[a] == u.objects[a])
      && Respected(u.objects[a], t.objects[a])
  {
    match RefAt(u, c, ThreadYieldTo)
    case None =>
    case Some(d) =>
      var v := SetRef(u, c, ThreadYieldTo, None);
      var w := SetRef(v, d, ContextYieldFrom, None);
      assert Unlink(u, c, ThreadYieldTo) == w;
      WithRefRespected(u.objects[a], ThreadYieldTo, None);
      WithRefRespected(v.objects[a], ContextYieldFrom, None);
      UnlinkSettings(u, c, ThreadYieldTo, d);
  }

  // The theorems

  /// Whether a region holds all that a subject's capabilities can name, and all that is connected with it.
  ghost predicate Reach(s: State, r: Region) {
    Covers(r) && Closed(r.objects, s.objects) && HandlersIn(r, s.caps)
  }

  lemma StartGood(s: State, r: Region)
    requires Inv(s) && Obeys(r.policy, s) && Reach(s, r)
    ensures Good(s, s, r)
  {
    BoundStart(s.objects, r);
    assert CapsBound(s.caps, s.caps, r) by { reveal CapsBound(), SlotsChanged(); }
  }

  /// Integrity: an event changes only what the authority of the subject allows on whose behalf it is: of objects out of reach, only
  /// threads' places in the scheduler's queues and mappings of what is in reach; of other subjects' objects in reach, no settings;
  /// of slots, only the subject's, and those that hold what it may take back. Then it is decided who runs next.
  lemma IntegrityTheorem(s: State, m: Machine, event: Event, r: Region)
    requires Inv(s) && WellFormed(r.policy) && Obeys(r.policy, s) && Reach(s, r) && OnBehalf(s, event, r)
    ensures var u := React(s, m, event);
      var t := Kernel.Step(s, m, event);
      && ObjectsChanged(r, s.objects, u.objects)
      && SlotsChanged(r, s.caps, u.caps)
      && IrqsChanged(r, s.irqs, u.irqs)
      && TablesChanged(r, s, u)
      && Reach(u, r)
      && t.caps == u.caps && t.tree == u.tree && t.irqs == u.irqs && t.objects.Keys == u.objects.Keys
      && t.asidPools == u.asidPools && t.ports == u.ports
      && (forall a :: a in u.objects ==> Decided(u, t, a))
  {
    StartGood(s, r);
    ReactGood(s, r, m, event);
    var u := React(s, m, event);
    BoundEnd(s.objects, u.objects, r);
    reveal CapsBound();
    DecisionOnly(u);
  }

  ghost predicate Any(a: Address) {
    true
  }

  /// Everything is in reach.
  ghost function Everything(p: Policy, x: Subject): Region {
    Region(p, x, iset a: Address | Any(a))
  }

  lemma EverythingReaches(s: State, p: Policy, x: Subject)
    ensures Reach(s, Everything(p, x))
  {
    reveal Covers(), Closed(), HandlersIn();
  }

  lemma FinishWithin(s: State, p: Policy, x: Subject)
    requires Inv(s) && Obeys(p, s)
    ensures Obeys(p, Threads.Finish(s))
  {
    var r := Everything(p, x);
    EverythingReaches(s, p, x);
    StartGood(s, r);
    var d := Decide(s);
    DecidePlaced(s);
    PlacedIn(s.objects, s.objects, d.objects, r);
    if d.processor.current.Some? {
      var c := d.processor.current.value;
      SetStateIn(s.objects, d, r, c, Running);
      var u := if StateAt(d, c).Restart? then Threads.SetState(d, c, Running) else d;
      CompleteYieldToIn(s.objects, u, r, c);
    }
    BoundEnd(s.objects, Threads.Finish(s).objects, r);
  }

  /// Whose step an event is.
  ghost function ActorOf(s: State, event: Event, p: Policy): Subject {
    match event
    case InterruptEvent(irq) => p.irqOwner(irq)
    case BudgetEvent(c, _) => p.owner(c)
    case _ => if s.processor.current.Some? then p.owner(s.processor.current.value) else 0
  }

  /// Whatever happens, the state keeps to the policy.
  lemma StepWithin(s: State, m: Machine, event: Event, p: Policy)
    requires Inv(s) && WellFormed(p) && Obeys(p, s)
    ensures Obeys(p, Kernel.Step(s, m, event))
  {
    var x := ActorOf(s, event, p);
    var r := Everything(p, x);
    EverythingReaches(s, p, x);
    StartGood(s, r);
    ReactGood(s, r, m, event);
    var u := React(s, m, event);
    BoundEnd(s.objects, u.objects, r);
    reveal CapsBound();
    FinishWithin(u, p, x);
  }

  /// Authority confinement: in every state that is reached from one that keeps to a policy, whatever is done and by whom, every
  /// subject has only capabilities that the policy allows.
  lemma ConfinementTheorem(s: State, m: Machine, events: seq<Event>, p: Policy)
    requires Inv(s) && WellFormed(p) && Obeys(p, s)
    ensures var t := KernelInvariants.Run(s, m, events);
      && Obeys(p, t)
      && forall x :: x in t.caps ==> Covered(p, OwnerOf(p, x), t.caps[x])
    decreases |events|
  {
    reveal CapsWithin();
    if events != [] {
      StepWithin(s, m, events[0], p);
      KernelInvariants.StepKeeps(s, m, events[0]);
      ConfinementTheorem(Kernel.Step(s, m, events[0]), m, events[1..], p);
    }
  }
}
