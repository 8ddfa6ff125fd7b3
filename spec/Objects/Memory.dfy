// SPDX-License-Identifier: BSD-2-Clause
include "../Capabilities/CSpace.dfy"
include "Access.dfy"

/// Address spaces: four levels of tables, found through pools of address-space identifiers (ASIDs); and I/O ports.
module Memory {
  import opened State
  import opened CapabilityRules
  import opened CSpace
  import opened Consistency
  import opened Access

  const PoolSize: nat := 512
  const PoolCount: nat := 8
  const TableSize: nat := 512
  const RootShift: nat := 39
  const UserTop: nat := 0x7fff_ffff_f000
  const PortCount: nat := 65536

  /// An entry of a table, or the shift of the entry on the way that leads to no table.
  datatype Place = Reached(table: Address, index: nat) | Missing(shift: nat)

  function IndexAt(address: nat, shift: nat): nat {
    (address / Pow2(shift)) % TableSize
  }

  /// The root of an address space, None when nobody has the identifier.
  function FindRoot(s: State, asid: nat): Option<Address> {
    var base := asid - asid % PoolSize;
    if base !in s.asidPools then None
    else
      var pool := s.asidPools[base];
      if pool in s.objects && s.objects[pool].AsidPool? && asid % PoolSize in s.objects[pool].spaces then
        Some(s.objects[pool].spaces[asid % PoolSize])
      else None
  }

  function EntryAt(s: State, table: Address, index: nat): Option<Entry> {
    if table in s.objects && s.objects[table].Table? && index in s.objects[table].entries then
      Some(s.objects[table].entries[index])
    else None
  }

  /// The entry for an address in the table whose entries cover 2 to the power of `shift` bytes each.
  function Find(s: State, table: Address, address: nat, level: nat, shift: nat): Place
    decreases level
  {
    if level <= shift then Reached(table, IndexAt(address, shift))
    else
      match EntryAt(s, table, IndexAt(address, level))
      case Some(TableEntry(next)) => Find(s, next, address, if level >= 9 then level - 9 else 0, shift)
      case _ => Missing(level)
  }

  function SetEntry(s: State, table: Address, index: nat, entry: Option<Entry>): (t: State)
    ensures Keeps(s, t)
  {
    if table !in s.objects || !s.objects[table].Table? then s
    else
      var it := s.objects[table];
      var t := SetObject(s, table,
        it.(entries := if entry.Some? then it.entries[index := entry.value] else it.entries - {index}));
      OtherKeeps(s, t, table);
      t
  }

  function SetSpaces(s: State, pool: Address, spaces: map<nat, Address>): (t: State)
    ensures Keeps(s, t)
  {
    if pool !in s.objects || !s.objects[pool].AsidPool? then s
    else
      var t := SetObject(s, pool, AsidPool(spaces));
      OtherKeeps(s, t, pool);
      t
  }

  lemma OutsideKeeps(s: State, t: State)
    requires t.objects == s.objects && t.processor == s.processor
    ensures Consistent(s) ==> Consistent(t)
  {
    if Consistent(s) {
      assert forall a :: IsThread(t, a) <==> IsThread(s, a);
      assert Mutual(t) by { reveal Mutual(); }
      assert Queued(t) by { reveal Queued(); }
      assert Scheduled(t) by { reveal Scheduled(); }
      assert Answerable(t) by { reveal Answerable(); }
    }
  }

  function SetPools(s: State, pools: map<nat, Address>): (t: State)
    ensures KeepsObjects(s, t)
  {
    var t := s.(asidPools := pools);
    OutsideKeeps(s, t);
    t
  }

  function SetPorts(s: State, ports: map<nat, bool>): (t: State)
    ensures KeepsObjects(s, t)
  {
    var t := s.(ports := ports);
    OutsideKeeps(s, t);
    t
  }

  // The end of mappings

  /// Removes the mapping that a frame capability stands for, where it still exists.
  function UnmapFrame(s: State, cap: Cap): (t: State)
    requires cap.FrameCap?
    ensures Keeps(s, t)
  {
    match cap.mapped
    case None => s
    case Some(mapping) =>
      match FindRoot(s, mapping.asid)
      case None => s
      case Some(root) =>
        match Find(s, root, mapping.address, RootShift, cap.bits)
        case Missing(_) => s
        case Reached(table, index) => if IsFrame(EntryAt(s, table, index), cap) then SetEntry(s, table, index, None) else s
  }

  predicate IsFrame(entry: Option<Entry>, cap: Cap)
    requires cap.FrameCap?
  {
    entry.Some? && entry.value.FrameEntry? && entry.value.frame == cap.address && entry.value.bits == cap.bits
  }

  /// Shift of the entries that lead to tables of a level; a top-level table is in no entry.
  function ShiftOf(level: TableLevel): nat {
    match level
    case PageTable => 21
    case PageDirectory => 30
    case _ => RootShift
  }

  /// Takes a table out of its address space, or a top-level table out of its pool.
  function UnmapTable(s: State, cap: Cap): (t: State)
    requires cap.TableCap?
    ensures Keeps(s, t)
  {
    match cap.mapped
    case None => s
    case Some(mapping) =>
      if cap.level == Pml4 then ReleaseAsid(s, mapping.asid, cap.address)
      else
        match FindRoot(s, mapping.asid)
        case None => s
        case Some(root) =>
          match Find(s, root, mapping.address, RootShift, ShiftOf(cap.level))
          case Missing(_) => s
          case Reached(table, index) =>
            if EntryAt(s, table, index) == Some(TableEntry(cap.address)) then SetEntry(s, table, index, None) else s
  }

  function ReleaseAsid(s: State, asid: nat, root: Address): (t: State)
    ensures Keeps(s, t)
  {
    if FindRoot(s, asid) != Some(root) then s
    else
      var pool := s.asidPools[asid - asid % PoolSize];
      SetSpaces(s, pool, s.objects[pool].spaces - {asid % PoolSize})
  }

  /// What ends with any capability, the last or not: the mapping of a frame, which is the capability's own.
  function Detach(s: State, cap: Cap): (t: State)
    ensures Keeps(s, t)
  {
    if cap.FrameCap? then UnmapFrame(s, cap) else s
  }

  /// What ends with the last capability of a frame, table, pool or range of ports.
  function ReleaseMemory(s: State, cap: Cap): (t: State)
    ensures KeepsObjects(s, t)
    ensures !cap.AsidPoolCap? && !cap.PortCap? ==> Keeps(s, t)
  {
    match cap
    case FrameCap(_, _, _, _, _) => UnmapFrame(s, cap)
    case TableCap(_, _, _) => UnmapTable(s, cap)
    case AsidPoolCap(address, base) =>
      if base in s.asidPools && s.asidPools[base] == address then SetPools(s, s.asidPools - {base}) else s
    case PortCap(first, last) => SetPorts(s, map p | p in s.ports && !(first <= p <= last) :: s.ports[p])
    case _ => s
  }

  // Arguments

  /// The address space that a mapping is for: the first extra capability.
  function Space(s: State, given: Slot): Result<Mapping> {
    match Held(s, given)
    case Some(TableCap(root, Pml4, Some(mapping))) =>
      (match FindRoot(s, mapping.asid)
       case None => Refused(FailedLookup(false, InvalidRoot))
       case Some(found) => if found == root then Ok(Mapping(mapping.asid, root)) else Refused(InvalidCapability(1)))
    case _ => Refused(InvalidCapability(1))
  }

  /// Finds an empty slot for a new capability.
  function Destination(s: State, root: Slot, index: nat, depth: nat): Result<Slot> {
    match LookupAtDepth(s, Held(s, root), index, depth, false)
    case Refused(error) => Refused(error)
    case Ok(slot) => if slot in s.caps then Refused(DeleteFirst) else Ok(slot)
  }
}
