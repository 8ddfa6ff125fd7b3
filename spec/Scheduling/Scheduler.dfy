// SPDX-License-Identifier: BSD-2-Clause
include "ReadyQueues.dfy"

/// Who runs: the most urgent thread of the current domain that is runnable and has budget. Transitions only note what became
/// possible; the decision falls once, when the kernel is left (Decide). No current thread means that the processor idles.
module Scheduler {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened ReadyQueues

  /// Changes what of the processor is no queue.
  function SetProcessor(s: State, change: Processor): (t: State)
    ensures Keeps(s, t)
  {
    var t := s.(processor := change.(ready := s.processor.ready, release := s.processor.release));
    ProcessorKeeps(s, t);
    t
  }

  lemma ProcessorKeeps(s: State, t: State)
    requires t == s.(processor := t.processor)
    requires t.processor.ready == s.processor.ready && t.processor.release == s.processor.release
    ensures Keeps(s, t)
  {
    assert t.objects == s.objects;
    assert forall a :: IsThread(t, a) <==> IsThread(s, a);
    if Consistent(s) {
      assert Mutual(t) by { reveal Mutual(); }
      assert Queued(t) by { reveal Queued(); }
      assert Answerable(t) by { reveal Answerable(); }
      assert Scheduled(t) by { reveal Scheduled(); }
    }
  }

  function SetPending(s: State, pending: Pending): (t: State)
    ensures Keeps(s, t)
  {
    SetProcessor(s, s.processor.(pending := pending))
  }

  predicate IsRunnable(s: State, a: Address) {
    IsThread(s, a) && (StateAt(s, a).Running? || StateAt(s, a).Restart?)
  }

  predicate IsConfigured(s: State, context: Option<Address>) {
    context.Some? && ContextAt(s, context.value).maximumRefills > 0
  }

  /// Whether a thread may start to run on a context now.
  predicate HasBudget(s: State, context: Option<Address>) {
    IsConfigured(s, context) && ContextAt(s, context.value).hasBudget
  }

  predicate IsSchedulable(s: State, a: Address) {
    IsRunnable(s, a) && IsConfigured(s, ThreadAt(s, a).context) && ThreadAt(s, a).place != InRelease
  }

  /// Notes that the current thread need not be the right one any more.
  function RescheduleRequired(s: State): (t: State)
    ensures Keeps(s, t)
  {
    var t := SetPending(s, Choose);
    match s.processor.pending
    case SwitchTo(candidate) => if IsSchedulable(s, candidate) then Prepend(t, candidate) else t
    case _ => t
  }

  /// Notes that a thread may run: at once if it proves the most urgent, else from its ready queue.
  function PossibleSwitchTo(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if !IsSchedulable(s, a) || (s.processor.current == Some(a) && s.processor.pending.Resume?) then s
    else if ThreadAt(s, a).domain != s.processor.domain then Prepend(s, a)
    else if !s.processor.pending.Resume? then Prepend(RescheduleRequired(s), a)
    else if ThreadAt(s, a).place.Unqueued? then SetPending(s, SwitchTo(a))
    else SetPending(s, Choose)
  }

  /// Takes a thread out of every queue of the scheduler.
  function Withdraw(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    var t := RemoveRelease(Remove(s, a), a);
    if t.processor.pending == SwitchTo(a) then SetPending(t, Choose) else t
  }

  /// Makes a runnable thread wait for the next refill of its scheduling context.
  function Postpone(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    InsertRelease(Withdraw(s, a), a)
  }

  /// Takes up a thread that has just become runnable: lets it run, or wait for its refill.
  function Wake(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    var context := ThreadAt(s, a).context;
    if !IsConfigured(s, context) then s
    else if !HasBudget(s, context) then Postpone(s, a)
    else PossibleSwitchTo(s, a)
  }

  /// Puts a thread whose priority or domain changed where it belongs; it may be the current one.
  function Requeue(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if !IsSchedulable(s, a) then s
    else
      var t := if s.processor.current == Some(a) || s.processor.pending == SwitchTo(a) then s else Prepend(s, a);
      RescheduleRequired(t)
  }

  // The decision

  /// Lets threads run whose refill has come.
  function ReleaseDue(s: State, waiting: seq<Address>): (t: State)
    ensures Keeps(s, t)
    decreases |waiting|
  {
    if waiting == [] then s
    else
      var a := waiting[0];
      var t := if HasBudget(s, ThreadAt(s, a).context) then PossibleSwitchTo(RemoveRelease(s, a), a) else s;
      ReleaseDue(t, waiting[1..])
  }

  /// Makes the thread that shall run the current one.
  function Decide(s: State): (t: State)
    ensures Keeps(s, t)
  {
    var t := ReleaseDue(s, s.processor.release);
    var current := t.processor.current;
    if !t.processor.pending.Resume? || current.None? || !IsSchedulable(t, current.value) then Select(t) else t
  }

  /// Whether a candidate goes before the current thread: it is more urgent, or as urgent and that thread has gone behind its equals.
  predicate IsBefore(s: State, candidate: Address, current: Address) {
    && ThreadAt(s, current).domain == s.processor.domain
    && (ThreadAt(s, candidate).priority > ThreadAt(s, current).priority
        || (ThreadAt(s, candidate).priority == ThreadAt(s, current).priority && !ThreadAt(s, current).place.Unqueued?))
  }

  /// Chooses the next thread: the candidate if nobody more urgent is ready, who was running before others of equal priority.
  function Select(s: State): (t: State)
    ensures Keeps(s, t)
  {
    var current := s.processor.current;
    var isReady := current.Some? && IsSchedulable(s, current.value);
    var t := if isReady then Prepend(SetPending(s, Resume), current.value) else SetPending(s, Resume);
    match s.processor.pending
    case SwitchTo(candidate) =>
      var isBehind := isReady && ThreadAt(s, current.value).domain == s.processor.domain && !IsBefore(s, candidate, current.value);
      var highest := Highest(t.processor, t.processor.domain);
      if !isBehind && !t.processor.isDomainOver && (highest.None? || ThreadAt(t, candidate).priority >= highest.value) then
        SetProcessor(t, t.processor.(current := Some(candidate)))
      else
        var atEnd := isBehind && ThreadAt(t, candidate).priority == ThreadAt(t, current.value).priority;
        ChooseThread(NextDomain(Insert(t, candidate, atEnd)))
    case _ => ChooseThread(NextDomain(t))
  }

  /// Goes on in the domain schedule if the time of the current entry is over.
  function NextDomain(s: State): (t: State)
    ensures Keeps(s, t)
  {
    var p := s.processor;
    if !p.isDomainOver then s
    else
      var next := p.scheduleIndex + 1;
      var index := if next >= |p.schedule| || p.schedule[next].duration == 0 then p.scheduleStart else next;
      EnterDomain(s, index)
  }

  function EnterDomain(s: State, index: nat): (t: State)
    ensures Keeps(s, t)
  {
    var p := s.processor;
    var domain := if index < |p.schedule| then p.schedule[index].domain else p.domain;
    SetProcessor(s, p.(scheduleIndex := index, domain := domain, isDomainOver := false))
  }

  /// Takes the first of the most urgent ready threads that has budget; those without wait for it.
  function ChooseThread(s: State): (t: State)
    ensures Keeps(s, t)
    decreases |s.processor.ready.Keys|, |ReadyAt(s.processor, (s.processor.domain, HighestOr(s)))|
  {
    var highest := Highest(s.processor, s.processor.domain);
    if highest.None? || ReadyAt(s.processor, (s.processor.domain, highest.value)) == [] then
      SetProcessor(s, s.processor.(current := None))
    else
      var a := ReadyAt(s.processor, (s.processor.domain, highest.value))[0];
      var t := Remove(s, a);
      if HasBudget(t, ThreadAt(t, a).context) then SetProcessor(t, t.processor.(current := Some(a)))
      else
        var u := InsertRelease(t, a);
        if Fewer(s, u) then ChooseThread(u) else SetProcessor(s, s.processor.(current := None))
  }

  function HighestOr(s: State): nat {
    var highest := Highest(s.processor, s.processor.domain);
    if highest.Some? then highest.value else 0
  }

  /// Whether fewer threads are ready than before.
  predicate Fewer(s: State, u: State) {
    |u.processor.ready.Keys| < |s.processor.ready.Keys|
    || (|u.processor.ready.Keys| == |s.processor.ready.Keys|
        && |ReadyAt(u.processor, (u.processor.domain, HighestOr(u)))| < |ReadyAt(s.processor, (s.processor.domain, HighestOr(s)))|)
  }
}
