// SPDX-License-Identifier: BSD-2-Clause
include "Endpoint.dfy"
include "../Capabilities/Deletion.dfy"

/// Invocations of threads. Registers are not part of the state: reading, writing and copying them only stops and starts threads.
module ThreadInvocations {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Deletion
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened SchedContexts
  import opened Threads
  import opened Notifications
  import opened MessageTransfer
  import opened Endpoints

  const RegisterCount: nat := 20

  datatype Label =
    | ReadRegisters | WriteRegisters | CopyRegisters | Configure | SetPriorityLabel | SetMaximumPriority | SetSchedParams
    | SetTimeoutEndpoint | SetIpcBuffer | SetSpace | SuspendLabel | ResumeLabel | BindNotification | UnbindNotification
    | SetTlsBase | SetFlags

  /// The state after an invocation, and the words of its answer.
  datatype Answer = Answer(state: State, words: seq<nat>)

  function Done(s: State): Result<Answer> {
    Ok(Answer(s, []))
  }

  function NumberOfCaps(operation: Label): nat {
    match operation
    case CopyRegisters => 1
    case Configure => 3
    case SetPriorityLabel => 1
    case SetMaximumPriority => 1
    case SetSchedParams => 3
    case SetTimeoutEndpoint => 1
    case SetIpcBuffer => 1
    case SetSpace => 3
    case BindNotification => 1
    case _ => 0
  }

  function NumberOfWords(operation: Label): nat {
    match operation
    case ReadRegisters => 2
    case WriteRegisters => 2
    case CopyRegisters => 1
    case Configure => 3
    case SetPriorityLabel => 1
    case SetMaximumPriority => 1
    case SetSchedParams => 2
    case SetIpcBuffer => 1
    case SetSpace => 2
    case SetTlsBase => 1
    case SetFlags => 2
    case _ => 0
  }

  /// Carries out an invocation of thread `a` by thread `caller`.
  function Invoke(s: State, caller: Address, a: Address, operation: Label, words: seq<nat>, extra: seq<Slot>): Result<Answer> {
    if |words| < NumberOfWords(operation) || |extra| < NumberOfCaps(operation) then Refused(TruncatedMessage)
    else
      match operation
      case ReadRegisters =>
        if words[1] == 0 || words[1] > RegisterCount then Refused(RangeError(1, RegisterCount))
        else if a == caller then Refused(IllegalOperation)
        else Done(if words[0] % 2 == 1 then Suspend(s, a) else s)
      case WriteRegisters =>
        if |words| - 2 < words[1] then Refused(TruncatedMessage)
        else if a == caller then Refused(IllegalOperation)
        else Done(if words[0] % 2 == 1 then Threads.Resume(s, a) else s)
      case CopyRegisters => CopyRegistersFrom(s, a, words, extra[0])
      case SuspendLabel => Done(Suspend(s, a))
      case ResumeLabel => Done(Threads.Resume(s, a))
      case BindNotification => Bind(s, a, extra[0])
      case UnbindNotification =>
        if RefAt(s, a, ThreadNotification).None? then Refused(IllegalOperation) else Done(Unlink(s, a, ThreadNotification))
      case SetTlsBase => Done(s)
      case SetFlags =>
        var flags := WithFlags(ThreadAt(s, a).flags, words[0], words[1]);
        Ok(Answer(Alter(s, a, ThreadAt(s, a).(flags := flags)), [flags]))
      case SetPriorityLabel =>
        (match Priority(s, words, extra)
         case Refused(error) => Refused(error)
         case Ok(priority) => Done(Threads.SetPriority(s, a, priority)))
      case SetMaximumPriority =>
        (match Priority(s, words, extra)
         case Refused(error) => Refused(error)
         case Ok(priority) => Done(Alter(s, a, ThreadAt(s, a).(maximumPriority := priority))))
      case SetSchedParams => SetParameters(s, caller, a, words, extra)
      case _ => SetSlots(s, a, operation, words, extra)
  }

  /// Flags that user level may set: one, for threads without floating point.
  function WithFlags(flags: nat, cleared: nat, given: nat): nat {
    if given % 2 == 1 then 1 else if cleared % 2 == 1 then 0 else flags % 2
  }

  function CopyRegistersFrom(s: State, a: Address, words: seq<nat>, source: Slot): Result<Answer>
    requires |words| >= 1
  {
    match Held(s, source)
    case Some(ThreadCap(from)) =>
      var t := if words[0] % 2 == 1 then Suspend(s, from) else s;
      Done(if (words[0] / 2) % 2 == 1 then Threads.Resume(t, a) else t)
    case _ => Refused(InvalidCapability(1))
  }

  function Bind(s: State, a: Address, given: Slot): Result<Answer> {
    match Held(s, given)
    case Some(NotificationCap(n, _, _, true)) =>
      if RefAt(s, a, ThreadNotification).Some? || RefAt(s, n, NotificationThread).Some? || SignalsAt(s, n).Waiting? then
        Refused(IllegalOperation)
      else Done(Link(s, a, ThreadNotification, n))
    case _ => Refused(IllegalOperation)
  }

  // Priorities

  /// Reads the first word as a priority that the authority, the first extra capability, may give.
  function Priority(s: State, words: seq<nat>, extra: seq<Slot>): Result<nat>
    requires |words| >= 1 && |extra| >= 1
  {
    match Held(s, extra[0])
    case Some(ThreadCap(authority)) =>
      var limit := ThreadAt(s, authority).maximumPriority;
      if words[0] > limit then Refused(RangeError(0, limit)) else Ok(words[0])
    case _ => Refused(InvalidCapability(1))
  }

  /// Whether thread and context are free, and the thread, if it is blocked, could run on the context at once.
  predicate MayBind(s: State, c: Address, a: Address) {
    RefAt(s, c, ContextThread).None? && ThreadAt(s, a).context.None? && (!IsBlocked(s, a) || HasBudget(s, Some(c)))
  }

  /// Sets both priorities, the scheduling context and the fault handler.
  function SetParameters(s: State, caller: Address, a: Address, words: seq<nat>, extra: seq<Slot>): Result<Answer>
    requires |words| >= 2 && |extra| >= 3
  {
    match Priority(s, words, extra)
    case Refused(error) => Refused(error)
    case Ok(maximum) =>
      match Priority(s, words[1..], extra)
      case Refused(error) => Refused(error)
      case Ok(priority) =>
        match Context(s, caller, a, extra[1])
        case Refused(error) => Refused(error)
        case Ok(context) =>
          var handler := Held(s, extra[2]);
          if handler.Some? && !IsHandler(handler) then Refused(InvalidCapability(3))
          else
            var t := Install(s, Slot(a, FaultHandler), handler, extra[2]);
            var u := Threads.SetPriority(Alter(t, a, ThreadAt(t, a).(maximumPriority := maximum)), a, priority);
            Done(Rebind(u, a, context))
  }

  /// The scheduling context the thread shall have, None when it shall have none.
  function Context(s: State, caller: Address, a: Address, given: Slot): Result<Option<Address>> {
    match Held(s, given)
    case None => if a == caller then Refused(IllegalOperation) else Ok(None)
    case Some(SchedContextCap(c, _)) =>
      if ThreadAt(s, a).context == Some(c) || MayBind(s, c, a) then Ok(Some(c)) else Refused(IllegalOperation)
    case _ => Refused(InvalidCapability(2))
  }

  function Rebind(s: State, a: Address, context: Option<Address>): (t: State)
    ensures Keeps(s, t)
  {
    var present := ThreadAt(s, a).context;
    if context == present then s
    else if context.Some? then BindThread(s, context.value, a)
    else UnbindThread(s, present.value)
  }

  // Slots of a thread

  /// Whether emptying a slot would destroy an object full of capabilities.
  predicate IsContainer(s: State, slot: Slot) {
    slot in s.caps
    && (s.caps[slot].ZombieCap?
        || ((s.caps[slot].CNodeCap? || s.caps[slot].ThreadCap? || s.caps[slot].IrqHandlerCap?) && IsFinal(s, slot)))
  }

  /// Replaces the capability in a slot of a thread by a copy of another. No thread's slot holds the last capability to a container
  /// here: for the roots that is checked before, the other slots hold frames and endpoints.
  function Install(s: State, slot: Slot, cap: Option<Cap>, source: Slot): State {
    if slot == source || IsContainer(s, slot) then s
    else
      var t := Delete(s, slot);
      if cap.Some? && slot !in t.caps then Insert(t, cap.value, source, slot) else t
  }

  /// A root with user-given data, as a copy of it would be.
  function Root(s: State, given: Slot, data: nat): Result<Option<Cap>> {
    match Held(s, given)
    case None => Ok(None)
    case Some(cap) =>
      match (if data != 0 then UpdateData(false, data, cap) else Some(cap))
      case None => Ok(None)
      case Some(changed) => Derive(changed, HasChildren(s, given))
  }

  datatype Roots = Roots(cspace: Cap, vspace: Cap)

  /// Checks the two roots; the first two words are the data to apply to them.
  function DecodeSpace(s: State, a: Address, words: seq<nat>, cspace: Slot, vspace: Slot): Result<Roots>
    requires |words| >= 2
  {
    if IsContainer(s, Slot(a, CSpaceRoot)) || IsContainer(s, Slot(a, VSpaceRoot)) then Refused(IllegalOperation)
    else
      match Root(s, cspace, words[0])
      case Refused(error) => Refused(error)
      case Ok(c) =>
        if c.None? || !c.value.CNodeCap? then Refused(IllegalOperation)
        else
          match Root(s, vspace, words[1])
          case Refused(error) => Refused(error)
          case Ok(v) =>
            if v.Some? && v.value.TableCap? && v.value.level == Pml4 && v.value.mapped.Some? then Ok(Roots(c.value, v.value))
            else Refused(IllegalOperation)
  }

  function InstallSpace(s: State, a: Address, roots: Roots, cspace: Slot, vspace: Slot): State {
    var t := Install(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    var u := Install(t, Slot(a, VSpaceRoot), Some(roots.vspace), vspace);
    if u.processor.current == Some(a) then RescheduleRequired(u) else u
  }

  /// Checks an IPC buffer: nothing for address zero, else memory of one's own at an address aligned to 1024 bytes.
  function DecodeBuffer(s: State, address: nat, given: Slot): Result<Option<Cap>> {
    if address == 0 then Ok(None)
    else
      match Root(s, given, 0)
      case Refused(error) => Refused(error)
      case Ok(Some(FrameCap(frame, bits, false, access, mapped))) =>
        if address % 1024 == 0 then Ok(Some(FrameCap(frame, bits, false, access, mapped))) else Refused(AlignmentError)
      case _ => Refused(IllegalOperation)
  }

  function InstallBuffer(s: State, a: Address, address: nat, frame: Option<Cap>, source: Slot): State {
    var t := Install(s, Slot(a, IpcBufferFrame), frame, source);
    Alter(t, a, ThreadAt(t, a).(ipcBuffer := address))
  }

  /// Sets roots, IPC buffer and handlers.
  function SetSlots(s: State, a: Address, operation: Label, words: seq<nat>, extra: seq<Slot>): Result<Answer>
    requires |words| >= NumberOfWords(operation) && |extra| >= NumberOfCaps(operation)
  {
    match operation
    case Configure =>
      (match DecodeBuffer(s, words[2], extra[2])
       case Refused(error) => Refused(error)
       case Ok(frame) =>
         match DecodeSpace(s, a, words, extra[0], extra[1])
         case Refused(error) => Refused(error)
         case Ok(roots) => Done(InstallBuffer(InstallSpace(s, a, roots, extra[0], extra[1]), a, words[2], frame, extra[2])))
    case SetSpace =>
      var handler := Held(s, extra[0]);
      if handler.Some? && !IsHandler(handler) then Refused(InvalidCapability(1))
      else
        (match DecodeSpace(s, a, words, extra[1], extra[2])
         case Refused(error) => Refused(error)
         case Ok(roots) => Done(InstallSpace(Install(s, Slot(a, FaultHandler), handler, extra[0]), a, roots, extra[1], extra[2])))
    case SetIpcBuffer =>
      (match DecodeBuffer(s, words[0], extra[0])
       case Refused(error) => Refused(error)
       case Ok(frame) => Done(InstallBuffer(s, a, words[0], frame, extra[0])))
    case SetTimeoutEndpoint =>
      var handler := Held(s, extra[0]);
      if handler.Some? && !IsHandler(handler) then Refused(InvalidCapability(1))
      else Done(Install(s, Slot(a, TimeoutHandler), handler, extra[0]))
    case _ => Refused(IllegalOperation)
  }
}
