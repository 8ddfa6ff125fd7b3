// SPDX-License-Identifier: BSD-2-Clause
include "../Capabilities/CSpace.dfy"
include "../Capabilities/DerivationTree.dfy"

/// Untyped_Retype: makes objects from the memory behind the watermark, with their capabilities in a row of slots.
/// When nothing made earlier is left, the watermark goes back to the beginning.
module Untypeds {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace

  // abi/Generated: Limits and ProfileParameters.
  const MinimumUntypedBits: nat := 4
  const MaximumUntypedBits: nat := 47
  const FanOutLimit: nat := 256
  const MinimumContextBits: nat := 7

  datatype ObjectType =
    | UntypedType | ThreadType | EndpointType | NotificationType | CNodeType | SchedContextType | ReplyType
    | DirectoryPointerTableType | Pml4Type | HugePageType | PageType | LargePageType | PageTableType | PageDirectoryType

  /// Type numbers as messages have them (abi/Objects/ObjectType.cs).
  function TypeOf(number: nat): Option<ObjectType> {
    match number
    case 0 => Some(UntypedType)
    case 1 => Some(ThreadType)
    case 2 => Some(EndpointType)
    case 3 => Some(NotificationType)
    case 4 => Some(CNodeType)
    case 5 => Some(SchedContextType)
    case 6 => Some(ReplyType)
    case 7 => Some(DirectoryPointerTableType)
    case 8 => Some(Pml4Type)
    case 9 => Some(HugePageType)
    case 10 => Some(PageType)
    case 11 => Some(LargePageType)
    case 12 => Some(PageTableType)
    case 13 => Some(PageDirectoryType)
    case _ => None
  }

  /// Size of an object as a power of two.
  function ObjectBits(kind: ObjectType, userBits: nat): nat {
    match kind
    case UntypedType => userBits
    case ThreadType => ThreadBits
    case EndpointType => EndpointBits
    case NotificationType => NotificationBits
    case CNodeType => SlotBits + userBits
    case SchedContextType => userBits
    case ReplyType => ReplyBits
    case HugePageType => 30
    case LargePageType => 21
    case _ => PageBits
  }

  function SmallestUserBits(kind: ObjectType): nat {
    match kind
    case UntypedType => MinimumUntypedBits
    case SchedContextType => MinimumContextBits
    case CNodeType => 1
    case _ => 0
  }

  predicate MayBeDevice(kind: ObjectType) {
    kind == UntypedType || kind == PageType || kind == LargePageType || kind == HugePageType
  }

  /// The first capability of a new object, with every right.
  function FirstCap(kind: ObjectType, address: Address, userBits: nat, isDevice: bool): Cap {
    match kind
    case UntypedType => UntypedCap(address, userBits, isDevice, 0)
    case ThreadType => ThreadCap(address)
    case EndpointType => EndpointCap(address, 0, true, true, true, true)
    case NotificationType => NotificationCap(address, 0, true, true)
    case CNodeType => CNodeCap(address, userBits, 0, 0)
    case SchedContextType => SchedContextCap(address, userBits)
    case ReplyType => ReplyCap(address, true)
    case HugePageType => FrameCap(address, 30, isDevice, ReadWrite, None)
    case LargePageType => FrameCap(address, 21, isDevice, ReadWrite, None)
    case PageType => FrameCap(address, 12, isDevice, ReadWrite, None)
    case DirectoryPointerTableType => TableCap(address, PageDirectoryPointerTable, None)
    case PageDirectoryType => TableCap(address, PageDirectory, None)
    case PageTableType => TableCap(address, PageTable, None)
    case Pml4Type => TableCap(address, Pml4, None)
  }

  /// The object that a first capability names; an Untyped is memory and not an object.
  function NewObject(cap: Cap, domain: nat): Option<Object> {
    match cap
    case ThreadCap(_) => Some(Thread(NewThread(domain)))
    case EndpointCap(_, _, _, _, _, _) => Some(Endpoint(Idle))
    case NotificationCap(_, _, _, _) => Some(Notification(NoSignal, None, None))
    case CNodeCap(_, radix, _, _) => Some(CNode(radix))
    case SchedContextCap(_, bits) => Some(SchedContext(NewContext(bits)))
    case ReplyCap(_, _) => Some(Reply(None, None, None, None))
    case FrameCap(_, bits, isDevice, _, _) => Some(Frame(bits, isDevice))
    case TableCap(_, level, _) => Some(Table(level, map[]))
    case AsidPoolCap(_, _) => Some(AsidPool(map[]))
    case _ => None
  }

  /// A retype whose arguments have passed every check.
  datatype Retype = Retype(kind: ObjectType, userBits: nat, node: Address, offset: nat, count: nat)

  /// Checks the arguments: type, size, node index, node depth, node offset, count; root of the destination.
  function Decode(s: State, source: Slot, words: seq<nat>, extra: seq<Slot>): Result<Retype> {
    if |words| < 6 || |extra| < 1 then Refused(TruncatedMessage)
    else if TypeOf(words[0]).None? then Refused(InvalidArgument(0))
    else
      var kind := TypeOf(words[0]).value;
      var bits := if words[1] < WordBits then ObjectBits(kind, words[1]) else WordBits;
      if bits > MaximumUntypedBits then Refused(RangeError(0, MaximumUntypedBits))
      else if words[1] < SmallestUserBits(kind) then Refused(InvalidArgument(1))
      else DecodeDestination(s, source, kind, words, extra[0])
  }

  /// Whether a row of slots is empty.
  predicate AllEmpty(s: State, node: Address, offset: nat, count: nat) {
    forall index :: offset <= index < offset + count ==> Slot(node, index) !in s.caps
  }

  /// Finds the CNode and checks the row of slots.
  function DecodeDestination(s: State, source: Slot, kind: ObjectType, words: seq<nat>, root: Slot): Result<Retype>
    requires |words| >= 6
  {
    var node := if words[3] == 0 then Ok(Held(s, root)) else
      match LookupAtDepth(s, Held(s, root), words[2], words[3], false)
      case Refused(error) => Refused(error)
      case Ok(slot) => Ok(Held(s, slot));
    match node
    case Refused(error) => Refused(error)
    case Ok(held) =>
      if held.None? || !held.value.CNodeCap? then Refused(FailedLookup(false, MissingCapability(words[3])))
      else
        var slots := Pow2(held.value.radix);
        var offset, count := words[4], words[5];
        if offset >= slots then Refused(RangeError(0, slots - 1))
        else if count < 1 || count > FanOutLimit then Refused(RangeError(1, FanOutLimit))
        else if count > slots - offset then Refused(RangeError(1, slots - offset))
        else if !AllEmpty(s, held.value.address, offset, count) then Refused(DeleteFirst)
        else CheckMemory(s, source, Retype(kind, words[1], held.value.address, offset, count))
  }

  /// Bytes of an Untyped that may be handed out.
  function FreeOf(s: State, source: Slot): nat
    requires source in s.caps && s.caps[source].UntypedCap?
  {
    if HasChildren(s, source) then s.caps[source].free else 0
  }

  /// Checks that the memory suffices and suits.
  function CheckMemory(s: State, source: Slot, retype: Retype): Result<Retype> {
    if source !in s.caps || !s.caps[source].UntypedCap? then Refused(InvalidCapability(0))
    else
      var memory := s.caps[source];
      var size := Pow2(memory.bits);
      var free := if FreeOf(s, source) <= size then size - FreeOf(s, source) else 0;
      if free / Pow2(ObjectBits(retype.kind, retype.userBits)) < retype.count then Refused(NotEnoughMemory(free))
      else if memory.isDevice && !MayBeDevice(retype.kind) then Refused(InvalidArgument(1))
      else Ok(retype)
  }

  /// The first multiple of a size that is not below an offset.
  function AlignUp(offset: nat, size: nat): nat
    requires size > 0
  {
    ((offset + size - 1) / size) * size
  }

  /// Domain of the thread whose system call it is.
  function CurrentDomain(s: State): nat {
    match s.processor.current
    case None => 0
    case Some(thread) =>
      if thread in s.objects && s.objects[thread].Thread? then s.objects[thread].thread.domain else 0
  }

  /// Makes an object with its first capability.
  function Create(s: State, source: Slot, cap: Cap, destination: Slot): State {
    var made := NewObject(cap, CurrentDomain(s));
    var t := InsertNew(s, cap, source, destination);
    if made.Some? then t.(objects := t.objects[cap.address := made.value]) else t
  }

  /// Makes objects in order of address.
  function CreateAll(s: State, source: Slot, retype: Retype, address: Address, isDevice: bool, done: nat): State
    requires done <= retype.count
    decreases retype.count - done
  {
    if done == retype.count then s
    else
      var at := address + done * Pow2(ObjectBits(retype.kind, retype.userBits));
      var cap := FirstCap(retype.kind, at, retype.userBits, isDevice);
      CreateAll(Create(s, source, cap, Slot(retype.node, retype.offset + done)), source, retype, address, isDevice, done + 1)
  }

  /// Makes the objects.
  function Perform(s: State, source: Slot, retype: Retype): State
    requires source in s.caps && s.caps[source].UntypedCap?
  {
    var memory := s.caps[source];
    var size := Pow2(ObjectBits(retype.kind, retype.userBits));
    var start := AlignUp(FreeOf(s, source), size);
    var t := Store(s, source, memory.(free := start + retype.count * size));
    CreateAll(t, source, retype, memory.address + start, memory.isDevice, 0)
  }

  /// Carries out the one invocation of Untyped.
  function Invoke(s: State, source: Slot, words: seq<nat>, extra: seq<Slot>): Result<State> {
    match Decode(s, source, words, extra)
    case Refused(error) => Refused(error)
    case Ok(retype) =>
      if source in s.caps && s.caps[source].UntypedCap? then Ok(Perform(s, source, retype)) else Refused(InvalidCapability(0))
  }
}
