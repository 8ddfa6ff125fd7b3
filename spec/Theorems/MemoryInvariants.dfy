// SPDX-License-Identifier: BSD-2-Clause
include "ThreadInvariants.dfy"
include "UntypedInvariants.dfy"
include "../Objects/MemoryInvocations.dfy"

/// Invocations of frames, tables, ASID pools and ports keep the invariants.
module MemoryInvariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Untypeds
  import opened ThreadInvocations
  import opened Memory
  import opened MemoryInvocations
  import opened Invariants
  import opened Placement
  import opened CNodeInvariants
  import opened UntypedInvariants
  import opened IpcInvariants
  import opened ThreadInvariants

  /// After a transition of objects, a capability can be given another mapping.
  lemma RemapKeeps(s: State, t: State, slot: Slot, cap: Cap)
    requires Inv(s) && Keeps(s, t) && slot in s.caps && InCNode(s, slot)
    requires (cap.FrameCap? && s.caps[slot].FrameCap? && cap == s.caps[slot].(mapped := cap.mapped))
             || (cap.TableCap? && s.caps[slot].TableCap? && cap == s.caps[slot].(mapped := cap.mapped))
    ensures Inv(Store(t, slot, cap))
  {
    KeepsInv(s, t);
    assert Names(t.objects, t.caps[slot]) by { reveal Named(); }
    ReplaceKeeps(t, slot, cap);
  }

  lemma FrameKeeps(s: State, slot: Slot, operation: FrameLabel, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && slot in s.caps && InCNode(s, slot) && s.caps[slot].FrameCap?
    ensures var r := InvokeFrame(s, slot, s.caps[slot], operation, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    var cap := s.caps[slot];
    match operation
    case GetAddress =>
    case UnmapLabel => RemapKeeps(s, UnmapFrame(s, cap), slot, cap.(mapped := None));
    case MapFrame =>
      if InvokeFrame(s, slot, cap, operation, words, extra).Ok? {
        var space := Space(s, extra[0]).result;
        var access := MaskAccess(cap.access, RightsOf(words[1]));
        var place := Find(s, space.address, words[0], RootShift, cap.bits);
        var t := SetEntry(s, place.table, place.index, Some(FrameEntry(cap.address, cap.bits, access)));
        RemapKeeps(s, t, slot, cap.(mapped := Some(Mapping(space.asid, words[0]))));
      }
  }

  lemma TableKeeps(s: State, slot: Slot, isMap: bool, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && slot in s.caps && InCNode(s, slot) && s.caps[slot].TableCap?
    ensures var r := InvokeTable(s, slot, s.caps[slot], isMap, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    var cap := s.caps[slot];
    if InvokeTable(s, slot, cap, isMap, words, extra).Ok? {
      if !isMap {
        RemapKeeps(s, Emptied(UnmapTable(s, cap), cap.address), slot, cap.(mapped := None));
      } else {
        var space := Space(s, extra[0]).result;
        var shift := ShiftOf(cap.level);
        var place := Find(s, space.address, words[0], RootShift, shift);
        var t := SetEntry(s, place.table, place.index, Some(TableEntry(cap.address)));
        RemapKeeps(s, t, slot, cap.(mapped := Some(Mapping(space.asid, Below(words[0], Pow2(shift))))));
      }
    }
  }

  lemma AssignKeeps(s: State, pool: Address, base: nat, extra: seq<Slot>)
    requires Inv(s) && forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var r := Assign(s, pool, base, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    if Assign(s, pool, base, extra).Ok? {
      var root := s.caps[extra[0]].address;
      var spaces := if pool in s.objects && s.objects[pool].AsidPool? then s.objects[pool].spaces else map[];
      var index := FreeAsid(spaces, base, 0).value;
      RemapKeeps(s, SetSpaces(s, pool, spaces[index := root]), extra[0], TableCap(root, Pml4, Some(Mapping(base + index, 0))));
    }
  }

  lemma MakePoolKeeps(s: State, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var r := MakePool(s, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    if MakePool(s, words, extra).Ok? {
      var source := extra[0];
      HeldIsHeld(s, extra[1]);
      LookupUsable(s, Held(s, extra[1]), words[0], words[1], false);
      PoolAtKeeps(s, source, Destination(s, extra[1], words[0], words[1]).result, s.caps[source].address, FreeBase(s, 0).value);
    }
  }

  lemma PoolAtKeeps(s: State, source: Slot, destination: Slot, address: Address, base: nat)
    requires Inv(s) && source in s.caps && InCNode(s, source) && !HasChildren(s, source)
    requires s.caps[source].UntypedCap? && s.caps[source].bits == 12 && !s.caps[source].isDevice && s.caps[source].address == address
    requires destination !in s.caps && Usable(s, destination) && destination.Slot?
    ensures Inv(PoolAt(s, source, destination, address, base))
  {
    var full := UntypedCap(address, 12, false, Pow2(12));
    var t := Store(s, source, full);
    StoreKeeps(s, source, full);
    StartClear(s, source, 0, Pow2(12), t);
    assert Usable(t, destination) by { reveal Usable(); }
    var cap := AsidPoolCap(address, base);
    CreateKeeps(t, source, cap, destination);
    var u := Create(t, source, cap, destination);
    Kept(u, SetPools(u, u.asidPools[base := address]));
  }

  lemma IssuePortsKeeps(s: State, control: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && control in s.caps && s.caps[control].PortControlCap?
    ensures var r := IssuePorts(s, control, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    if IssuePorts(s, control, words, extra).Ok? {
      HeldIsHeld(s, extra[0]);
      LookupUsable(s, Held(s, extra[0]), words[2], words[3], false);
      var destination := Destination(s, extra[0], words[2], words[3]).result;
      var t := SetPorts(s, Used(s.ports, words[0], words[1]));
      Kept(s, t);
      assert Usable(t, destination) by { reveal Usable(); }
      InsertKeeps(t, PortCap(words[0], words[1]), control, destination);
    }
  }
}
