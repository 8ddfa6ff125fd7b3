// SPDX-License-Identifier: BSD-2-Clause
include "ThreadInvocations.dfy"

/// Invocations of scheduling contexts, of the authority over a core's time, and of the authority over domains.
/// How much time passes is not part of the specification: see Event in Entry/Kernel.dfy.
module SchedContextInvocations {
  import opened State
  import opened CapabilityRules
  import opened CSpace
  import opened Consistency
  import opened Access
  import ReadyQueues
  import opened Scheduler
  import opened SchedContexts
  import opened Threads
  import opened ThreadInvocations

  datatype ContextLabel = BindContext | UnbindContext | UnbindObject | Consumed | YieldTo

  /// Carries out an invocation of context `c` by thread `caller`. NoAnswer when the caller waits for the time that is used.
  datatype Ending = Answered(answer: Answer) | NoAnswer(state: State)

  function Invoke(s: State, caller: Address, c: Address, operation: ContextLabel, extra: seq<Slot>): Result<Ending> {
    match operation
    case BindContext => if |extra| < 1 then Refused(TruncatedMessage) else Bind(s, c, Held(s, extra[0]))
    case UnbindContext =>
      if RefAt(s, c, ContextThread) == Some(caller) then Refused(IllegalOperation) else Plain(UnbindAll(s, c))
    case UnbindObject => if |extra| < 1 then Refused(TruncatedMessage) else Unbind(s, caller, c, Held(s, extra[0]))
    case Consumed => Taken(s, c)
    case YieldTo => Yield(s, caller, c)
  }

  function Plain(s: State): Result<Ending> {
    Ok(Answered(Answer(s, [])))
  }

  /// Answers with the time used on a context since this was last asked.
  function Taken(s: State, c: Address): Result<Ending> {
    Ok(Answered(Answer(AlterContext(s, c, ContextAt(s, c).(consumed := 0)), [ContextAt(s, c).consumed])))
  }

  function Bind(s: State, c: Address, target: Option<Cap>): Result<Ending> {
    match target
    case Some(ThreadCap(a)) => if MayBind(s, c, a) then Plain(BindThread(s, c, a)) else Refused(IllegalOperation)
    case Some(NotificationCap(n, _, _, _)) =>
      if RefAt(s, c, ContextNotification).Some? || RefAt(s, n, NotificationContext).Some? then Refused(IllegalOperation)
      else Plain(Link(s, c, ContextNotification, n))
    case _ => Refused(InvalidCapability(1))
  }

  function Unbind(s: State, caller: Address, c: Address, target: Option<Cap>): Result<Ending> {
    match target
    case Some(ThreadCap(a)) =>
      if RefAt(s, c, ContextThread) != Some(a) || a == caller then Refused(IllegalOperation) else Plain(UnbindThread(s, c))
    case Some(NotificationCap(n, _, _, _)) =>
      if RefAt(s, c, ContextNotification) != Some(n) then Refused(IllegalOperation) else Plain(Unlink(s, c, ContextNotification))
    case _ => Refused(InvalidCapability(1))
  }

  /// Lets the context's thread run before others of its priority; the caller learns how much time it used.
  function Yield(s: State, caller: Address, c: Address): Result<Ending> {
    match RefAt(s, c, ContextThread)
    case None => Refused(IllegalOperation)
    case Some(target) =>
      if target == caller || ThreadAt(s, target).priority > ThreadAt(s, caller).maximumPriority then Refused(IllegalOperation)
      else
        var t := CompleteYieldFrom(s, c);
        if !IsSchedulable(t, target) || !HasBudget(t, Some(c)) then Taken(t, c)
        else
          var u := ReadyQueues.Remove(t, target);
          if ThreadAt(u, target).priority < ThreadAt(u, caller).priority then Taken(ReadyQueues.Prepend(u, target), c)
          else
            var v := Link(u, caller, ThreadYieldTo, c);
            Ok(NoAnswer(RescheduleRequired(ReadyQueues.Prepend(ReadyQueues.Prepend(v, caller), target))))
  }

  // SchedControl

  /// What the machine's clock allows, in microseconds.
  const MinimumBudget: nat := 2
  const MaximumPeriod: nat := 0x1000_0000_0000_0000

  /// Refills that every context has room for, and for how many an object of a size has.
  const MinimumRefills: nat := 2

  function Capacity(bits: nat): nat {
    if Pow2(bits) <= 96 then MinimumRefills else (Pow2(bits) - 96) / 16
  }

  /// Gives a context its budget and period. Whether it has budget at once is for the clock to say (`hasBudget`).
  function Configure(s: State, core: nat, words: seq<nat>, extra: seq<Slot>, minimum: nat, maximum: nat, hasBudget: bool)
    : Result<Answer>
  {
    if |words| < 5 || |extra| < 1 then Refused(TruncatedMessage)
    else
      match Held(s, extra[0])
      case Some(SchedContextCap(c, bits)) =>
        var budget, period, more := words[0], words[1], words[2];
        if budget < minimum || budget > maximum || period < minimum || period > maximum then Refused(RangeError(minimum, maximum))
        else if budget > period then Refused(RangeError(minimum, period))
        else if more + MinimumRefills > Capacity(bits) then
          Refused(RangeError(0, if Capacity(bits) >= MinimumRefills then Capacity(bits) - MinimumRefills else 0))
        else Done(SetBudget(s, c, core, words, hasBudget))
      case _ => Refused(InvalidCapability(1))
  }

  function SetBudget(s: State, c: Address, core: nat, words: seq<nat>, hasBudget: bool): (t: State)
    requires |words| >= 5
    ensures Keeps(s, t)
  {
    var thread := RefAt(s, c, ContextThread);
    var t := if thread.Some? then Withdraw(s, thread.value) else s;
    var u := AlterContext(t, c, ContextAt(t, c).(core := core, budget := words[0], period := words[1], badge := words[3],
      isSporadic := words[4] % 2 == 1, maximumRefills := words[2] + MinimumRefills, hasBudget := hasBudget));
    if thread.None? || !IsRunnable(u, thread.value) then u
    else if u.processor.current != Some(thread.value) then Wake(u, thread.value)
    else if !HasBudget(u, Some(c)) then Postpone(u, thread.value)
    else u
  }

  // DomainSet

  datatype DomainLabel = SetDomainLabel | ConfigureSchedule | SetScheduleStart

  /// Carries out an invocation of the authority over domains, in a kernel with so many.
  function InvokeDomains(s: State, operation: DomainLabel, words: seq<nat>, extra: seq<Slot>, domains: nat): Result<Answer> {
    match operation
    case SetDomainLabel =>
      if |words| < 1 || |extra| < 1 then Refused(TruncatedMessage)
      else if words[0] >= domains then Refused(InvalidArgument(0))
      else
        (match Held(s, extra[0])
         case Some(ThreadCap(a)) => Done(SetDomain(s, a, words[0]))
         case _ => Refused(InvalidArgument(1)))
    case ConfigureSchedule => if |words| < 3 then Refused(TruncatedMessage) else SetEntry(s, words[0], words[1], words[2], domains)
    case SetScheduleStart =>
      var schedule := s.processor.schedule;
      if |words| < 1 then Refused(TruncatedMessage)
      else if words[0] >= |schedule| then Refused(RangeError(0, if |schedule| > 0 then |schedule| - 1 else 0))
      else if schedule[words[0]].duration == 0 then Refused(InvalidArgument(0))
      else
        var t := SetProcessor(s, s.processor.(scheduleStart := words[0]));
        Done(EnterDomain(RescheduleRequired(t), words[0]))
  }

  const MaximumDuration: nat := 0xff_ffff_ffff_ffff

  function SetEntry(s: State, index: nat, domain: nat, duration: nat, domains: nat): Result<Answer> {
    var p := s.processor;
    if index >= |p.schedule| then Refused(RangeError(0, if |p.schedule| > 0 then |p.schedule| - 1 else 0))
    else if domain >= domains then Refused(RangeError(0, if domains > 0 then domains - 1 else 0))
    else if duration > MaximumDuration || (duration == 0 && (domain != 0 || index == p.scheduleStart)) then Refused(InvalidArgument(2))
    else Done(SetProcessor(s, p.(schedule := p.schedule[index := DomainEntry(domain, duration)])))
  }
}
