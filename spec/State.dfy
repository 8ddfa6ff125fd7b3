// SPDX-License-Identifier: BSD-2-Clause

/// What the kernel knows, without pointers, bit fields or machine words: the state that every transition maps to the next.
/// An object is named by the physical address of its first byte. An empty slot is one that `caps` has no entry for.
module State {

  datatype Option<T> = None | Some(value: T)

  type Address = nat

  /// A place for a capability: in a CNode, in a thread (see the thread slots below), or the kernel's own for an interrupt.
  datatype Slot =
    | Slot(container: Address, index: nat)
    | IrqSlot(irq: nat)

  /// Slots of a thread, in the order in which a thread's destruction clears them from the last to the first.
  const CSpaceRoot: nat := 0
  const VSpaceRoot: nat := 1
  const IpcBufferFrame: nat := 2
  const FaultHandler: nat := 3
  const TimeoutHandler: nat := 4
  const ThreadSlotCount: nat := 5

  const WordBits: nat := 64

  datatype TableLevel = PageTable | PageDirectory | PageDirectoryPointerTable | Pml4

  /// Where a frame or table capability is mapped.
  datatype Mapping = Mapping(asid: nat, address: nat)

  datatype Access = NoAccess | ReadOnly | ReadWrite

  /// The same where a module is called Access.
  type Permission = Access

  /// A capability. Numbers of an Untyped capability: size as a power of two, offset of the watermark.
  datatype Cap =
    | UntypedCap(address: Address, bits: nat, isDevice: bool, free: nat)
    | EndpointCap(address: Address, badge: nat, canSend: bool, canReceive: bool, canGrant: bool, canGrantReply: bool)
    | NotificationCap(address: Address, badge: nat, canSend: bool, canReceive: bool)
    | ReplyCap(address: Address, canGrant: bool)
    | CNodeCap(address: Address, radix: nat, guardSize: nat, guard: nat)
    | ThreadCap(address: Address)
    | SchedContextCap(address: Address, bits: nat)
    | SchedControlCap(core: nat)
    | IrqControlCap
    | IrqHandlerCap(irq: nat)
    | DomainSetCap
    | ZombieCap(address: Address, isThread: bool, radix: nat, remaining: nat)
    | FrameCap(address: Address, bits: nat, isDevice: bool, access: Access, mapped: Option<Mapping>)
    | TableCap(address: Address, level: TableLevel, mapped: Option<Mapping>)
    | AsidControlCap
    | AsidPoolCap(address: Address, base: nat)
    | PortControlCap
    | PortCap(first: nat, last: nat)

  /// One node of the derivation forest, which is kept as a list in pre-order: the descendants of a node are the nodes directly
  /// behind it that are deeper than it. A revocable node is the parent of what is derived from it; another one is its sibling.
  datatype Node = Node(slot: Slot, depth: nat, revocable: bool)

  datatype ThreadState =
    | Inactive
    | Running
    | Restart
    | BlockedOnReceive(endpoint: Address)
    | BlockedOnSend(endpoint: Address, badge: nat, canGrant: bool, canGrantReply: bool, isCall: bool)
    | BlockedOnReply
    | BlockedOnNotification(notification: Address)

  datatype Fault = NoFault | CapFault | UnknownSyscallFault | UserException | TimeoutFault | VmFault | DebugFault

  /// One stretch of budget that becomes available at a time.
  datatype Refill = Refill(time: nat, amount: nat)

  datatype Queue =
    | Idle
    | Sending(senders: seq<Address>)
    | Receiving(receivers: seq<Address>)

  datatype Signals =
    | NoSignal
    | Waiting(waiters: seq<Address>)
    | Active(badge: nat)

  /// What a thread has in its message registers and buffer: what it sends, or has received.
  datatype Message = Message(caption: nat, words: seq<nat>, caps: seq<nat>, unwrapped: nat)

  /// Where a thread wants a capability that it receives: capability address of the CNode, index and depth from there.
  datatype ReceivePath = ReceivePath(root: nat, index: nat, depth: nat)

  /// Which queue of the scheduler holds a thread.
  datatype Place = Unqueued | InReady | InRelease

  /// What is to be decided before the kernel is left.
  datatype Pending = Resume | Choose | SwitchTo(candidate: Address)

  datatype DomainEntry = DomainEntry(domain: nat, duration: nat)

  /// An object. A reply object in a chain of calls knows the call before it (previous) and after it (next); the last call knows the
  /// scheduling context (head) that was lent along the chain.
  datatype Object =
    | CNode(radix: nat)
    | Thread(thread: ThreadObject)
    | Endpoint(queue: Queue)
    | Notification(signals: Signals, boundThread: Option<Address>, context: Option<Address>)
    | Reply(caller: Option<Address>, previous: Option<Address>, next: Option<Address>, head: Option<Address>)
    | SchedContext(schedule: ContextObject)
    | Frame(bits: nat, isDevice: bool)
    | Table(level: TableLevel, entries: map<nat, Entry>)
    | AsidPool(spaces: map<nat, Address>)

  datatype Entry = FrameEntry(frame: Address, bits: nat, access: Access) | TableEntry(table: Address)

  datatype ThreadObject = ThreadObject(
    state: ThreadState,
    fault: Fault,
    reply: Option<Address>,
    context: Option<Address>,
    yieldTo: Option<Address>,
    notification: Option<Address>,
    priority: nat,
    maximumPriority: nat,
    domain: nat,
    flags: nat,
    ipcBuffer: nat,
    badgeRegister: nat,
    place: Place,
    message: Message,
    receive: ReceivePath)

  /// Of time, the transitions only know whether a context has budget that is usable now (see Event in Entry/Kernel.dfy).
  datatype ContextObject = ContextObject(
    bits: nat,
    core: nat,
    period: nat,
    budget: nat,
    consumed: nat,
    badge: nat,
    isSporadic: bool,
    maximumRefills: nat,
    refills: seq<Refill>,
    thread: Option<Address>,
    reply: Option<Address>,
    notification: Option<Address>,
    yieldFrom: Option<Address>,
    hasBudget: bool)

  /// The kernel's own part: who runs, who is ready (by domain and priority, first to last), who waits for budget.
  datatype Processor = Processor(
    current: Option<Address>,
    ready: map<(nat, nat), seq<Address>>,
    release: seq<Address>,
    domain: nat,
    time: nat,
    pending: Pending,
    schedule: seq<DomainEntry>,
    scheduleIndex: nat,
    scheduleStart: nat,
    isDomainOver: bool)

  datatype IrqUse = IrqFree | IrqTimer | IrqReserved | IrqIssued

  datatype State = State(
    objects: map<Address, Object>,
    caps: map<Slot, Cap>,
    tree: seq<Node>,
    processor: Processor,
    asidPools: map<nat, Address>,
    irqs: map<nat, IrqUse>,
    ports: map<nat, bool>)

  /// Errors as in the manual, with the numbers that the message words of a refusal tell.
  datatype Error =
    | InvalidArgument(argument: nat)
    | InvalidCapability(position: nat)
    | IllegalOperation
    | RangeError(smallest: nat, largest: nat)
    | AlignmentError
    | FailedLookup(wasSource: bool, failure: LookupFailure)
    | TruncatedMessage
    | DeleteFirst
    | RevokeFirst
    | NotEnoughMemory(bytes: nat)

  datatype LookupFailure =
    | InvalidRoot
    | MissingCapability(bitsLeft: nat)
    | DepthMismatch(bitsLeft: nat, bitsFound: nat)
    | GuardMismatch(bitsLeft: nat, guardFound: nat, guardBits: nat)

  /// How a transition ended: the new state, or the old one with an error.
  datatype Result<T> = Ok(result: T) | Refused(error: Error)

  const EmptyProcessor := Processor(None, map[], [], 0, 0, Resume, [], 0, 0, false)
  const Empty := State(map[], map[], [], EmptyProcessor, map[], map[], map[])

  const NoMessage := Message(0, [], [], 0)

  /// A thread as Retype makes it.
  function NewThread(domain: nat): ThreadObject {
    ThreadObject(Inactive, NoFault, None, None, None, None, 0, 0, domain, 0, 0, 0, Unqueued, NoMessage, ReceivePath(0, 0, 0))
  }

  /// A scheduling context as Retype makes it.
  function NewContext(bits: nat): ContextObject {
    ContextObject(bits, 0, 0, 0, 0, 0, false, 0, [], None, None, None, None, false)
  }
}
