// SPDX-License-Identifier: BSD-2-Clause
include "../Objects/CNode.dfy"
include "../Objects/Untyped.dfy"
include "../Objects/SchedContextInvocations.dfy"
include "../Objects/Interrupt.dfy"
include "../Objects/MemoryInvocations.dfy"

/// What the kernel does at each entry: one transition for each system call, fault, interrupt and event of the clock.
module Kernel {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import ReadyQueues
  import opened Scheduler
  import opened Threads
  import Notifications
  import opened MessageTransfer
  import opened Endpoints
  import CNodes
  import Untypeds
  import opened ThreadInvocations
  import SchedContextInvocations
  import Interrupts
  import MemoryInvocations

  /// What of a machine the transitions depend on.
  datatype Machine = Machine(domains: nat, minimumBudget: nat, maximumPeriod: nat, firstVector: nat)

  /// Invocations of objects, of all types.
  datatype Operation =
    | RetypeOperation
    | CNodeOperation(cnode: CNodes.Label)
    | CancelBadgedSends
    | ThreadOperation(thread: ThreadInvocations.Label)
    | ContextOperation(context: SchedContextInvocations.ContextLabel)
    | ConfigureOperation
    | DomainOperation(domain: SchedContextInvocations.DomainLabel)
    | IssueInterrupt
    | HandlerOperation(handler: Interrupts.HandlerLabel)
    | FrameOperation(frame: MemoryInvocations.FrameLabel)
    | TableOperation(level: TableLevel, isMap: bool)
    | MakePoolOperation
    | AssignOperation
    | IssuePortsOperation
    | PortOperation(port: MemoryInvocations.PortLabel)
    | NoOperation

  /// Invocation labels as messages have them (abi/Generated/Conformance/InvocationLabel.cs).
  function OperationOf(caption: nat): Operation {
    if caption == 1 then RetypeOperation
    else if 2 <= caption <= 17 then ThreadOperation(ThreadLabelOf(caption))
    else if 18 <= caption <= 25 then CNodeOperationOf(caption)
    else if caption == 27 then HandlerOperation(Interrupts.Acknowledge)
    else if caption == 28 then HandlerOperation(Interrupts.SetNotification)
    else if caption == 29 then HandlerOperation(Interrupts.ClearNotification)
    else if caption == 30 then DomainOperation(SchedContextInvocations.SetDomainLabel)
    else if caption == 31 then DomainOperation(SchedContextInvocations.ConfigureSchedule)
    else if caption == 32 then DomainOperation(SchedContextInvocations.SetScheduleStart)
    else if caption == 33 then ConfigureOperation
    else if caption == 34 then ContextOperation(SchedContextInvocations.BindContext)
    else if caption == 35 then ContextOperation(SchedContextInvocations.UnbindContext)
    else if caption == 36 then ContextOperation(SchedContextInvocations.UnbindObject)
    else if caption == 37 then ContextOperation(SchedContextInvocations.Consumed)
    else if caption == 38 then ContextOperation(SchedContextInvocations.YieldTo)
    else if caption == 57 || caption == 58 then IssueInterrupt
    else if 39 <= caption <= 56 then MemoryOperationOf(caption)
    else NoOperation
  }

  function ThreadLabelOf(caption: nat): ThreadInvocations.Label {
    match caption
    case 2 => ReadRegisters
    case 3 => WriteRegisters
    case 4 => CopyRegisters
    case 5 => Configure
    case 6 => SetPriorityLabel
    case 7 => SetMaximumPriority
    case 8 => SetSchedParams
    case 9 => SetTimeoutEndpoint
    case 10 => SetIpcBuffer
    case 11 => SetSpace
    case 12 => SuspendLabel
    case 13 => ResumeLabel
    case 14 => BindNotification
    case 15 => UnbindNotification
    case 16 => SetTlsBase
    case _ => SetFlags
  }

  function CNodeOperationOf(caption: nat): Operation {
    match caption
    case 18 => CNodeOperation(CNodes.RevokeLabel)
    case 19 => CNodeOperation(CNodes.DeleteLabel)
    case 20 => CancelBadgedSends
    case 21 => CNodeOperation(CNodes.CopyLabel)
    case 22 => CNodeOperation(CNodes.MintLabel)
    case 23 => CNodeOperation(CNodes.MoveLabel)
    case 24 => CNodeOperation(CNodes.MutateLabel)
    case _ => CNodeOperation(CNodes.RotateLabel)
  }

  function MemoryOperationOf(caption: nat): Operation {
    match caption
    case 39 => TableOperation(PageDirectoryPointerTable, true)
    case 40 => TableOperation(PageDirectoryPointerTable, false)
    case 41 => TableOperation(PageDirectory, true)
    case 42 => TableOperation(PageDirectory, false)
    case 43 => TableOperation(PageTable, true)
    case 44 => TableOperation(PageTable, false)
    case 45 => FrameOperation(MemoryInvocations.MapFrame)
    case 46 => FrameOperation(MemoryInvocations.UnmapLabel)
    case 47 => FrameOperation(MemoryInvocations.GetAddress)
    case 48 => MakePoolOperation
    case 49 => AssignOperation
    case 50 => IssuePortsOperation
    case 51 => PortOperation(MemoryInvocations.In8)
    case 52 => PortOperation(MemoryInvocations.In16)
    case 53 => PortOperation(MemoryInvocations.In32)
    case 54 => PortOperation(MemoryInvocations.Out8)
    case 55 => PortOperation(MemoryInvocations.Out16)
    case _ => PortOperation(MemoryInvocations.Out32)
  }

  /// How an invocation ended: answered with words, left without an answer, or refused.
  datatype Outcome = Replied(state: State, words: seq<nat>) | NoReply(state: State) | Failed(error: Error)

  function FromState(r: Result<State>): Outcome {
    match r case Ok(s) => Replied(s, []) case Refused(error) => Failed(error)
  }

  function FromAnswer(r: Result<Answer>): Outcome {
    match r case Ok(answer) => Replied(answer.state, answer.words) case Refused(error) => Failed(error)
  }

  function FromEnding(r: Result<SchedContextInvocations.Ending>): Outcome {
    match r
    case Ok(Answered(answer)) => Replied(answer.state, answer.words)
    case Ok(NoAnswer(state)) => NoReply(state)
    case Refused(error) => Failed(error)
  }

  // Sending

  /// Sends the message of a thread through a capability, and answers it. Without the capability a blocking sender faults.
  function Invoke(s: State, m: Machine, a: Address, address: nat, kind: SendKind): State {
    match Lookup(s, Held(s, Slot(a, CSpaceRoot)), address)
    case Refused(_) => Refuse(s, a, kind)
    case Ok(slot) =>
      var message := ThreadAt(s, a).message;
      var hasBuffer := HasBuffer(s, a, false);
      var words := if |message.words| > RegisterWords && !hasBuffer then message.words[..RegisterWords] else message.words;
      match ExtraSlots(s, a, if hasBuffer then message.caps else [])
      case None => Refuse(s, a, kind)
      case Some(extra) => Answered(s, a, kind, Dispatch(s, m, a, slot, message.caption, words, extra, kind))
  }

  function Refuse(s: State, a: Address, kind: SendKind): State {
    if kind.isBlocking then Raise(s, a, CapFault) else s
  }

  /// The slots of the capabilities in a message; None when one cannot be found.
  function ExtraSlots(s: State, a: Address, addresses: seq<nat>): Option<seq<Slot>> {
    if addresses == [] then Some([])
    else
      match Lookup(s, Held(s, Slot(a, CSpaceRoot)), addresses[0])
      case Refused(_) => None
      case Ok(slot) =>
        match ExtraSlots(s, a, addresses[1..])
        case None => None
        case Some(rest) => Some([slot] + rest)
  }

  /// Tells a caller how its invocation ended.
  function Answered(s: State, a: Address, kind: SendKind, outcome: Outcome): State {
    match outcome
    case NoReply(t) => t
    case Replied(t, words) => if kind.isCall then Tell(t, a, Message(0, Fitting(t, a, words), [], 0)) else t
    case Failed(error) => if kind.isCall then Tell(s, a, Message(ErrorCode(error), Fitting(s, a, ErrorWords(error)), [], 0)) else s
  }

  /// The words of an answer that arrive: those that do not travel in registers need a buffer that may be written.
  function Fitting(s: State, a: Address, words: seq<nat>): seq<nat> {
    if |words| <= RegisterWords || HasBuffer(s, a, true) then words else words[..RegisterWords]
  }

  function Tell(s: State, a: Address, message: Message): (t: State)
    ensures Keeps(s, t)
  {
    Alter(s, a, ThreadAt(s, a).(badgeRegister := 0, message := message))
  }

  function ErrorCode(error: Error): nat {
    match error
    case InvalidArgument(_) => 1
    case InvalidCapability(_) => 2
    case IllegalOperation => 3
    case RangeError(_, _) => 4
    case AlignmentError => 5
    case FailedLookup(_, _) => 6
    case TruncatedMessage => 7
    case DeleteFirst => 8
    case RevokeFirst => 9
    case NotEnoughMemory(_) => 10
  }

  /// The words that a refusal has besides its code.
  function ErrorWords(error: Error): seq<nat> {
    match error
    case InvalidArgument(argument) => [argument]
    case InvalidCapability(position) => [position]
    case RangeError(smallest, largest) => [smallest, largest]
    case NotEnoughMemory(bytes) => [bytes]
    case FailedLookup(wasSource, failure) => [if wasSource then 1 else 0] + FailureWords(failure)
    case _ => []
  }

  function FailureWords(failure: LookupFailure): seq<nat> {
    match failure
    case InvalidRoot => [1]
    case MissingCapability(left) => [2, left]
    case DepthMismatch(left, found) => [3, left, found]
    case GuardMismatch(left, guard, bits) => [4, left, guard, bits]
  }

  /// Has the object that a capability names carry out what a message asks. In the first half of a system call that also receives,
  /// only messages, signals, replies and what leaves the sender alone can be sent.
  function Dispatch(
    s: State, m: Machine, a: Address, slot: Slot, caption: nat, words: seq<nat>, extra: seq<Slot>, kind: SendKind): Outcome
  {
    var isFirstPhase := !kind.isBlocking && kind.canDonate;
    var operation := OperationOf(caption);
    match Held(s, slot)
    case Some(EndpointCap(e, badge, canSend, canReceive, canGrant, canGrantReply)) =>
      if canSend then NoReply(Send(s, a, EndpointCap(e, badge, canSend, canReceive, canGrant, canGrantReply), kind))
      else Failed(InvalidCapability(0))
    case Some(NotificationCap(n, badge, canSend, _)) =>
      if canSend then Replied(Notifications.Signal(s, n, badge), []) else Failed(InvalidCapability(0))
    case Some(ReplyCap(r, canGrant)) => Replied(SendReply(s, a, r, canGrant), [])
    case Some(UntypedCap(_, _, _, _)) =>
      if operation.RetypeOperation? then FromState(Untypeds.Invoke(s, slot, words, extra)) else Failed(IllegalOperation)
    case Some(IrqControlCap) =>
      if operation.IssueInterrupt? then
        FromAnswer(Interrupts.Issue(s, slot, words, extra, m.firstVector, true, IllegalOperation))
      else Failed(IllegalOperation)
    case Some(IrqHandlerCap(irq)) =>
      if operation.HandlerOperation? then FromAnswer(Interrupts.Handle(s, irq, operation.handler, extra)) else Failed(IllegalOperation)
    case None => Failed(InvalidCapability(0))
    case Some(ZombieCap(_, _, _, _)) => Failed(InvalidCapability(0))
    case Some(FrameCap(_, _, _, _, _)) => DispatchMemory(s, slot, operation, words, extra)
    case Some(TableCap(_, _, _)) => DispatchMemory(s, slot, operation, words, extra)
    case Some(AsidControlCap) => DispatchMemory(s, slot, operation, words, extra)
    case Some(AsidPoolCap(_, _)) => DispatchMemory(s, slot, operation, words, extra)
    case Some(PortControlCap) => DispatchMemory(s, slot, operation, words, extra)
    case Some(PortCap(_, _)) => DispatchMemory(s, slot, operation, words, extra)
    case Some(cap) => if isFirstPhase then Failed(InvalidCapability(0)) else DispatchWhole(s, m, a, cap, operation, words, extra)
  }

  /// Memory, address spaces and ports.
  function DispatchMemory(s: State, slot: Slot, operation: Operation, words: seq<nat>, extra: seq<Slot>): Outcome {
    match (Held(s, slot), operation)
    case (Some(FrameCap(a, bits, isDevice, access, mapped)), FrameOperation(label_)) =>
      FromAnswer(MemoryInvocations.InvokeFrame(s, slot, FrameCap(a, bits, isDevice, access, mapped), label_, words, extra))
    case (Some(TableCap(a, level, mapped)), TableOperation(given, isMap)) =>
      if level == given then FromAnswer(MemoryInvocations.InvokeTable(s, slot, TableCap(a, level, mapped), isMap, words, extra))
      else Failed(IllegalOperation)
    case (Some(AsidControlCap), MakePoolOperation) => FromAnswer(MemoryInvocations.MakePool(s, words, extra))
    case (Some(AsidPoolCap(pool, base)), AssignOperation) => FromAnswer(MemoryInvocations.Assign(s, pool, base, extra))
    case (Some(PortControlCap), IssuePortsOperation) => FromAnswer(MemoryInvocations.IssuePorts(s, slot, words, extra))
    case (Some(PortCap(first, last)), PortOperation(label_)) =>
      FromAnswer(MemoryInvocations.UsePort(s, first, last, label_, words))
    case _ => Failed(IllegalOperation)
  }

  /// Objects whose invocations may stop or change the sender.
  function DispatchWhole(s: State, m: Machine, a: Address, cap: Cap, operation: Operation, words: seq<nat>, extra: seq<Slot>): Outcome {
    match (cap, operation)
    case (CNodeCap(_, _, _, _), CNodeOperation(label_)) => FromState(CNodes.Invoke(s, cap, label_, words, extra))
    case (CNodeCap(_, _, _, _), CancelBadgedSends) => Cancel(s, cap, words)
    case (ThreadCap(thread), ThreadOperation(label_)) =>
      FromAnswer(ThreadInvocations.Invoke(s, a, thread, label_, words, extra))
    case (SchedContextCap(c, _), ContextOperation(label_)) => FromEnding(SchedContextInvocations.Invoke(s, a, c, label_, extra))
    case (SchedControlCap(core), ConfigureOperation) =>
      FromAnswer(SchedContextInvocations.Configure(s, core, words, extra, m.minimumBudget, m.maximumPeriod, true))
    case (DomainSetCap, DomainOperation(label_)) =>
      FromAnswer(SchedContextInvocations.InvokeDomains(s, label_, words, extra, m.domains))
    case _ => Failed(IllegalOperation)
  }

  /// CNode_CancelBadgedSends: needs every right to the endpoint; cancels nothing for a capability without a badge.
  function Cancel(s: State, node: Cap, words: seq<nat>): Outcome {
    if |words| < 2 then Failed(TruncatedMessage)
    else
      match LookupAtDepth(s, Some(node), words[0], words[1], false)
      case Refused(error) => Failed(error)
      case Ok(target) =>
        match Held(s, target)
        case Some(EndpointCap(e, badge, true, true, true, true)) =>
          Replied(if badge == 0 then s else CancelBadged(s, e, badge), [])
        case _ => Failed(IllegalOperation)
  }

  // Receiving

  /// Receives through a capability, with the reply object that is named if one may be given to a caller.
  function ReceiveAt(s: State, a: Address, address: nat, reply: Option<nat>, isBlocking: bool): State {
    match Lookup(s, Held(s, Slot(a, CSpaceRoot)), address)
    case Refused(_) => Raise(s, a, CapFault)
    case Ok(slot) =>
      match Held(s, slot)
      case Some(EndpointCap(e, badge, canSend, true, canGrant, canGrantReply)) =>
        var cap := EndpointCap(e, badge, canSend, true, canGrant, canGrantReply);
        if reply.None? then Endpoints.Receive(s, a, cap, isBlocking, None)
        else
          (match Lookup(s, Held(s, Slot(a, CSpaceRoot)), reply.value)
           case Refused(_) => Raise(s, a, CapFault)
           case Ok(other) =>
             match Held(s, other)
             case Some(ReplyCap(r, _)) => Endpoints.Receive(s, a, cap, isBlocking, Some(r))
             case _ => Raise(s, a, CapFault))
      case Some(NotificationCap(n, _, _, true)) =>
        var bound := RefAt(s, n, NotificationThread);
        if bound.None? || bound == Some(a) then Notifications.Receive(s, a, n, isBlocking) else Raise(s, a, CapFault)
      case _ => Raise(s, a, CapFault)
  }

  // System calls

  datatype SystemCall =
    | CallCall | SendCall | NBSendCall | ReplyRecvCall | NBSendRecvCall | NBSendWaitCall
    | RecvCall | NBRecvCall | WaitCall | NBWaitCall | YieldCall

  /// What the caller's registers and buffer say: capability, reply object, and where the first half of a call sends to.
  datatype Registers = Registers(capability: nat, reply: nat, destination: nat, message: Message, receive: ReceivePath)

  /// What makes the kernel run. The clock says of a context whether it has budget (Budget), that the current thread's is used up
  /// (TimeUp), and that the time of the current domain is over (DomainOver).
  datatype Event =
    | CallEvent(call: SystemCall, registers: Registers)
    | FaultEvent(fault: Fault)
    | InterruptEvent(irq: nat)
    | BudgetEvent(context: Address, hasBudget: bool)
    | TimeUpEvent(hasBudget: bool)
    | DomainOverEvent

  const FirstPhase := SendKind(false, false, true)

  /// A system call of a thread.
  function Serve(s: State, m: Machine, a: Address, call: SystemCall, registers: Registers): State {
    match call
    case CallCall => Invoke(s, m, a, registers.capability, CallKind)
    case SendCall => Invoke(s, m, a, registers.capability, SendKind(true, false, false))
    case NBSendCall => Invoke(s, m, a, registers.capability, SendKind(false, false, false))
    case ReplyRecvCall =>
      ReceiveAt(Invoke(s, m, a, registers.reply, FirstPhase), a, registers.capability, Some(registers.reply), true)
    case NBSendRecvCall =>
      ReceiveAt(Invoke(s, m, a, registers.destination, FirstPhase), a, registers.capability, Some(registers.reply), true)
    case NBSendWaitCall => ReceiveAt(Invoke(s, m, a, registers.reply, FirstPhase), a, registers.capability, None, true)
    case RecvCall => ReceiveAt(s, a, registers.capability, Some(registers.reply), true)
    case NBRecvCall => ReceiveAt(s, a, registers.capability, Some(registers.reply), false)
    case WaitCall => ReceiveAt(s, a, registers.capability, None, true)
    case NBWaitCall => ReceiveAt(s, a, registers.capability, None, false)
    case YieldCall => GiveUp(s, a)
  }

  /// Gives up what is left of the current time slice. Of a context whose budget is not renewed at once, the clock says what follows.
  function GiveUp(s: State, a: Address): (t: State)
    ensures Keeps(s, t)
  {
    if ReadyQueues.ReadyAt(s.processor, KeyOf(ThreadAt(s, a))) == [] then s
    else RescheduleRequired(ReadyQueues.Append(s, a))
  }

  /// The current thread's time slice is over: a timeout fault if it has a handler and its budget is not renewed at once, else the end
  /// of the queue, or a wait for the next refill.
  function TimeUp(s: State, hasBudget: bool): State {
    match s.processor.current
    case None => SetPending(s, Choose)
    case Some(a) =>
      var context := ThreadAt(s, a).context;
      if context.None? || !IsSchedulable(s, a) then RescheduleRequired(s)
      else
        var c := context.value;
        var isRenewed := ContextAt(s, c).period == ContextAt(s, c).budget;
        var t := AlterContext(s, c, ContextAt(s, c).(hasBudget := hasBudget));
        var u := if !isRenewed && IsHandler(Held(t, Slot(a, TimeoutHandler))) then RaiseTimeout(t, a)
          else if hasBudget then ReadyQueues.Append(t, a) else ReadyQueues.InsertRelease(t, a);
        RescheduleRequired(u)
  }

  /// What an event does, before it is decided who goes on.
  function React(s: State, m: Machine, event: Event): State {
    match event
    case CallEvent(call, registers) =>
      (match s.processor.current
       case None => s
       case Some(a) =>
         var t := Alter(s, a, ThreadAt(s, a).(message := registers.message, receive := registers.receive));
         Serve(t, m, a, call, registers))
    case FaultEvent(fault) => (match s.processor.current case None => s case Some(a) => Raise(s, a, fault))
    case InterruptEvent(irq) => Interrupts.Arrive(s, irq)
    case BudgetEvent(c, hasBudget) => AlterContext(s, c, ContextAt(s, c).(hasBudget := hasBudget))
    case TimeUpEvent(hasBudget) => TimeUp(s, hasBudget)
    case DomainOverEvent => RescheduleRequired(SetProcessor(s, s.processor.(isDomainOver := true)))
  }

  /// One transition of the kernel.
  function Step(s: State, m: Machine, event: Event): State {
    Finish(React(s, m, event))
  }
}
