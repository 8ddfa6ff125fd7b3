// SPDX-License-Identifier: BSD-2-Clause
include "ThreadInvocations.dfy"
include "Untyped.dfy"
include "Memory.dfy"

/// Invocations of frames, tables, ASID pools and I/O ports. Cacheability and the values read from ports are left open.
module MemoryInvocations {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened Untypeds
  import opened ThreadInvocations
  import opened Memory

  datatype FrameLabel = MapFrame | UnmapLabel | GetAddress
  datatype PortLabel = In8 | In16 | In32 | Out8 | Out16 | Out32

  // Frames

  function InvokeFrame(s: State, slot: Slot, cap: Cap, operation: FrameLabel, words: seq<nat>, extra: seq<Slot>): Result<Answer>
    requires cap.FrameCap?
  {
    match operation
    case GetAddress => Ok(Answer(s, [cap.address]))
    case UnmapLabel => Done(Store(UnmapFrame(s, cap), slot, cap.(mapped := None)))
    case MapFrame =>
      if |words| < 3 || |extra| < 1 then Refused(TruncatedMessage)
      else
        match Space(s, extra[0])
        case Refused(error) => Refused(error)
        case Ok(space) =>
          match CheckAddress(cap, words[0], space.asid)
          case Refused(error) => Refused(error)
          case Ok(address) => MapAt(s, slot, cap, address, space, MaskAccess(cap.access, RightsOf(words[1])))
  }

  /// A frame can be mapped again where it is mapped, with other rights; one that is not, anywhere in user memory.
  function CheckAddress(cap: Cap, address: nat, asid: nat): Result<nat>
    requires cap.FrameCap?
  {
    var size := Pow2(cap.bits);
    if cap.mapped.None? && (address >= UserTop || size > UserTop - address) then Refused(InvalidArgument(0))
    else if cap.mapped.Some? && cap.mapped.value.asid != asid then Refused(InvalidCapability(1))
    else if cap.mapped.Some? && cap.mapped.value.address != address then Refused(InvalidArgument(0))
    else if address % size != 0 then Refused(AlignmentError)
    else Ok(address)
  }

  /// `space` has the identifier of the address space and, as its address, the root.
  function MapAt(s: State, slot: Slot, cap: Cap, address: nat, space: Mapping, access: Permission): Result<Answer>
    requires cap.FrameCap?
  {
    match Find(s, space.address, address, RootShift, cap.bits)
    case Missing(shift) => Refused(FailedLookup(false, MissingCapability(shift)))
    case Reached(table, index) =>
      var present := EntryAt(s, table, index);
      if present.Some? && !(cap.mapped.Some? && IsFrame(present, cap)) then Refused(DeleteFirst)
      else
        var t := SetEntry(s, table, index, Some(FrameEntry(cap.address, cap.bits, access)));
        Done(Store(t, slot, cap.(mapped := Some(Mapping(space.asid, address)))))
  }

  // Tables

  function InvokeTable(s: State, slot: Slot, cap: Cap, isMap: bool, words: seq<nat>, extra: seq<Slot>): Result<Answer>
    requires cap.TableCap?
  {
    if cap.level == Pml4 then Refused(IllegalOperation)
    else if !isMap then TakeOut(s, slot, cap)
    else if |words| < 2 || |extra| < 1 then Refused(TruncatedMessage)
    else if cap.mapped.Some? then Refused(InvalidCapability(0))
    else
      match Space(s, extra[0])
      case Refused(error) => Refused(error)
      case Ok(space) =>
        if words[0] >= UserTop then Refused(InvalidArgument(0))
        else
          var shift := ShiftOf(cap.level);
          match Find(s, space.address, words[0], RootShift, shift)
          case Missing(at) => Refused(FailedLookup(false, MissingCapability(at)))
          case Reached(table, index) =>
            if EntryAt(s, table, index).Some? then Refused(DeleteFirst)
            else
              var t := SetEntry(s, table, index, Some(TableEntry(cap.address)));
              var address := Below(words[0], Pow2(shift));
              Done(Store(t, slot, cap.(mapped := Some(Mapping(space.asid, address)))))
  }

  /// The multiple of a size that an address is in.
  function Below(address: nat, size: nat): nat
    requires size > 0
  {
    (address / size) * size
  }

  /// Takes a table out of its address space and empties it; other capabilities to it would not know.
  function TakeOut(s: State, slot: Slot, cap: Cap): Result<Answer>
    requires cap.TableCap?
  {
    if slot !in s.caps || !IsFinal(s, slot) then Refused(RevokeFirst)
    else if cap.mapped.None? then Done(s)
    else Done(Store(Emptied(UnmapTable(s, cap), cap.address), slot, cap.(mapped := None)))
  }

  function Emptied(s: State, table: Address): (t: State)
    ensures Keeps(s, t)
  {
    if table !in s.objects || !s.objects[table].Table? then s
    else
      var t := SetObject(s, table, s.objects[table].(entries := map[]));
      OtherKeeps(s, t, table);
      t
  }

  // ASIDs

  /// The first identifier of a pool that could be made.
  function FreeBase(s: State, number: nat): Option<nat>
    requires number <= PoolCount
    decreases PoolCount - number
  {
    if number == PoolCount then None
    else if number * PoolSize !in s.asidPools then Some(number * PoolSize)
    else FreeBase(s, number + 1)
  }

  function MakePool(s: State, words: seq<nat>, extra: seq<Slot>): Result<Answer> {
    if |words| < 2 || |extra| < 2 then Refused(TruncatedMessage)
    else if FreeBase(s, 0).None? then Refused(DeleteFirst)
    else
      match Held(s, extra[0])
      case Some(UntypedCap(address, 12, false, free)) =>
        if HasChildren(s, extra[0]) then Refused(RevokeFirst)
        else
          (match Destination(s, extra[1], words[0], words[1])
           case Refused(error) => Refused(error)
           case Ok(destination) => Done(PoolAt(s, extra[0], destination, address, FreeBase(s, 0).value)))
      case _ => Refused(InvalidCapability(1))
  }

  function PoolAt(s: State, source: Slot, destination: Slot, address: Address, base: nat): State {
    var t := Store(s, source, UntypedCap(address, 12, false, Pow2(12)));
    var u := Create(t, source, AsidPoolCap(address, base), destination);
    SetPools(u, u.asidPools[base := address])
  }

  /// The first identifier of a pool that no root has; zero is none.
  function FreeAsid(spaces: map<nat, Address>, base: nat, index: nat): Option<nat>
    requires index <= PoolSize
    decreases PoolSize - index
  {
    if index == PoolSize then None
    else if index !in spaces && base + index != 0 then Some(index)
    else FreeAsid(spaces, base, index + 1)
  }

  function Assign(s: State, pool: Address, base: nat, extra: seq<Slot>): Result<Answer> {
    if |extra| < 1 then Refused(TruncatedMessage)
    else
      match Held(s, extra[0])
      case Some(TableCap(root, Pml4, None)) =>
        var spaces := if pool in s.objects && s.objects[pool].AsidPool? then s.objects[pool].spaces else map[];
        (match FreeAsid(spaces, base, 0)
         case None => Refused(DeleteFirst)
         case Some(index) =>
           var t := SetSpaces(s, pool, spaces[index := root]);
           Done(Store(t, extra[0], TableCap(root, Pml4, Some(Mapping(base + index, 0))))))
      case _ => Refused(InvalidCapability(1))
  }

  // Ports

  function IssuePorts(s: State, control: Slot, words: seq<nat>, extra: seq<Slot>): Result<Answer> {
    if |words| < 4 || |extra| < 1 then Refused(TruncatedMessage)
    else if words[0] >= PortCount then Refused(InvalidArgument(0))
    else if words[1] >= PortCount || words[1] < words[0] then Refused(InvalidArgument(1))
    else if !ArePortsFree(s, words[0], words[1]) then Refused(RevokeFirst)
    else
      match Destination(s, extra[0], words[2], words[3])
      case Refused(error) => Refused(error)
      case Ok(destination) =>
        Done(Insert(SetPorts(s, Used(s.ports, words[0], words[1])), PortCap(words[0], words[1]), control, destination))
  }

  function Used(ports: map<nat, bool>, first: nat, last: nat): map<nat, bool>
    decreases last + 1 - first
  {
    if first > last then ports else Used(ports[first := true], first + 1, last)
  }

  predicate ArePortsFree(s: State, first: nat, last: nat) {
    forall p :: p in s.ports ==> !(first <= p <= last)
  }

  /// Whether a port may be used; what it does is for the machine to say.
  function UsePort(s: State, first: nat, last: nat, operation: PortLabel, words: seq<nat>): Result<Answer> {
    var isOutput := operation.Out8? || operation.Out16? || operation.Out32?;
    var width := if operation.In8? || operation.Out8? then 1 else if operation.In16? || operation.Out16? then 2 else 4;
    if |words| < (if isOutput then 2 else 1) then Refused(TruncatedMessage)
    else
      var port := words[0] % PortCount;
      if port < first || port + width - 1 > last then Refused(IllegalOperation)
      else Ok(Answer(s, if isOutput then [] else [0]))
  }
}
