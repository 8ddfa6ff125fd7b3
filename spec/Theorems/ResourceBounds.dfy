// SPDX-License-Identifier: BSD-2-Clause
include "CapabilityBounds.dfy"

/// Invocations of scheduling contexts, domains, interrupts, frames, tables, ASID pools and ports stay within a policy.
module ResourceBounds {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import ReadyQueues
  import opened Scheduler
  import SchedContexts
  import opened Memory
  import opened Finalisation
  import opened Untypeds
  import opened ThreadInvocations
  import SchedContextInvocations
  import Interrupts
  import MemoryInvocations
  import opened Forest
  import opened Invariants
  import opened Placement
  import opened Removal
  import opened CNodeInvariants
  import opened UntypedInvariants
  import opened ThreadInvariants
  import MemoryInvariants
  import opened Policies
  import opened Bounds
  import opened ObjectBounds
  import opened DeletionBounds
  import opened MessageBounds
  import opened EndingBounds
  import opened CapabilityBounds

  // Scheduling contexts

  lemma ContextBindIn(b: State, s: State, r: Region, c: Address, given: Slot)
    requires Good(b, s, r) && Sound(r) && c in r.objects && OwnerOf(r.policy, given) == r.subject
    ensures var q := SchedContextInvocations.Bind(s, c, Held(s, given));
      q.Ok? ==> q.result.Answered? && Bound(b.objects, q.result.answer.state.objects, r)
  {
    if given in s.caps {
      CoveredAt(b, s, r, given);
      match s.caps[given]
      case ThreadCap(a) =>
        HeldIn(r, r.subject, s.caps[given]);
        BindThreadIn(b.objects, s, r, c, a);
      case NotificationCap(n, _, _, _) =>
        HeldIn(r, r.subject, s.caps[given]);
        LinkIn(b.objects, s, r, c, ContextNotification, n);
      case _ =>
    }
  }

  lemma TakenIn(b: Objects, s: State, r: Region, c: Address)
    requires Bound(b, s.objects, r) && c in r.objects
    ensures var q := SchedContextInvocations.Taken(s, c);
      q.Ok? && q.result.Answered? && Bound(b, q.result.answer.state.objects, r)
  {
    AlterContextIn(b, s, r, c, ContextAt(s, c).(consumed := 0));
  }

  lemma YieldIn(b: State, s: State, r: Region, caller: Address, c: Address)
    requires Good(b, s, r) && caller in r.objects && c in r.objects
    ensures var q := SchedContextInvocations.Yield(s, caller, c);
      q.Ok? ==> Bound(b.objects, (if q.result.Answered? then q.result.answer.state else q.result.state).objects, r)
  {
    LinkedIn(b.objects, s, r, c, ContextThread);
    match RefAt(s, c, ContextThread)
    case None =>
    case Some(target) =>
      CompleteYieldFromIn(b.objects, s, r, c);
      var t := SchedContexts.CompleteYieldFrom(s, c);
      TakenIn(b.objects, t, r, c);
      QueuesIn(b.objects, t, r, target);
      var u := ReadyQueues.Remove(t, target);
      QueuesIn(b.objects, u, r, target);
      TakenIn(b.objects, ReadyQueues.Prepend(u, target), r, c);
      LinkIn(b.objects, u, r, caller, ThreadYieldTo, c);
      var v := Link(u, caller, ThreadYieldTo, c);
      QueuesIn(b.objects, v, r, caller);
      QueuesIn(b.objects, ReadyQueues.Prepend(v, caller), r, target);
      RescheduleIn(b.objects, ReadyQueues.Prepend(ReadyQueues.Prepend(v, caller), target), r);
  }

  lemma ContextGood(b: State, s: State, r: Region, caller: Address, c: Address, operation: SchedContextInvocations.ContextLabel,
                    extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && c in r.objects && caller in r.objects
    ensures var q := SchedContextInvocations.Invoke(s, caller, c, operation, extra);
      q.Ok? ==> Good(b, if q.result.Answered? then q.result.answer.state else q.result.state, r)
  {
    var q := SchedContextInvocations.Invoke(s, caller, c, operation, extra);
    if q.Ok? {
      match operation {
        case BindContext => ContextBindIn(b, s, r, c, extra[0]);
        case UnbindContext => UnbindAllIn(b.objects, s, r, c);
        case UnbindObject =>
          UnbindThreadIn(b.objects, s, r, c);
          UnlinkIn(b.objects, s, r, c, ContextNotification);
        case Consumed => TakenIn(b.objects, s, r, c);
        case YieldTo => YieldIn(b, s, r, caller, c);
      }
      var t := if q.result.Answered? then q.result.answer.state else q.result.state;
      GoodKept(b, s, t, r);
    }
  }

  lemma ConfigureContextGood(b: State, s: State, r: Region, core: nat, words: seq<nat>, extra: seq<Slot>, minimum: nat, maximum: nat)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra)
    ensures var q := SchedContextInvocations.Configure(s, core, words, extra, minimum, maximum, true);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if SchedContextInvocations.Configure(s, core, words, extra, minimum, maximum, true).Ok? {
      CoveredAt(b, s, r, extra[0]);
      HeldIn(r, r.subject, s.caps[extra[0]]);
      SetBudgetIn(b.objects, s, r, s.caps[extra[0]].address, core, words);
      GoodKept(b, s, SchedContextInvocations.SetBudget(s, s.caps[extra[0]].address, core, words, true), r);
    }
  }

  lemma SetBudgetIn(b: Objects, s: State, r: Region, c: Address, core: nat, words: seq<nat>)
    requires Bound(b, s.objects, r) && c in r.objects && Mine(r, r.policy.owner(c)) && |words| >= 5
    ensures Bound(b, SchedContextInvocations.SetBudget(s, c, core, words, true).objects, r)
  {
    var thread := RefAt(s, c, ContextThread);
    if thread.Some? { WithdrawIn(b, s, r, thread.value); }
    var t := if thread.Some? then Withdraw(s, thread.value) else s;
    var change := ContextAt(t, c).(core := core, budget := words[0], period := words[1], badge := words[3],
      isSporadic := words[4] % 2 == 1, maximumRefills := words[2] + SchedContextInvocations.MinimumRefills, hasBudget := true);
    AlterContextIn(b, t, r, c, change);
    var u := AlterContext(t, c, change);
    if thread.Some? {
      WakeIn(b, u, r, thread.value);
      WithdrawIn(b, u, r, thread.value);
    }
  }

  lemma DomainsGood(b: State, s: State, r: Region, operation: SchedContextInvocations.DomainLabel, words: seq<nat>, extra: seq<Slot>,
                    domains: nat)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra)
    ensures var q := SchedContextInvocations.InvokeDomains(s, operation, words, extra, domains);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    var q := SchedContextInvocations.InvokeDomains(s, operation, words, extra, domains);
    if q.Ok? {
      match operation {
        case SetDomainLabel =>
          CoveredAt(b, s, r, extra[0]);
          HeldIn(r, r.subject, s.caps[extra[0]]);
          SetDomainIn(b.objects, s, r, s.caps[extra[0]].address, words[0]);
        case ConfigureSchedule =>
        case SetScheduleStart => RescheduleIn(b.objects, SetProcessor(s, s.processor.(scheduleStart := words[0])), r);
      }
      GoodKept(b, s, q.result.state, r);
    }
  }

  // Interrupts

  lemma IssueGood(
    b: State, s: State, r: Region, control: Slot, words: seq<nat>, extra: seq<Slot>, first: nat, isConnectable: bool, refusal: Error)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, control) == r.subject
    requires control in s.caps && s.caps[control].IrqControlCap?
    ensures var q := Interrupts.Issue(s, control, words, extra, first, isConnectable, refusal);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if Interrupts.Issue(s, control, words, extra, first, isConnectable, refusal).Ok? {
      IssueKeeps(s, control, words, extra, first, isConnectable, refusal);
      HeldRoot(b, s, r, extra[0]);
      LookupAtOwned(b, s, r, Held(s, extra[0]), words[0], words[1], false);
      var destination := LookupAtDepth(s, Held(s, extra[0]), words[0], words[1], false).result;
      var irq := first + words[Interrupts.VectorWord];
      var t := s.(irqs := s.irqs[irq := IrqIssued]);
      IrqsKeep(s, t);
      CoveredAt(b, s, r, control);
      assert Good(b, t, r);
      InsertGood(b, t, r, IrqHandlerCap(irq), control, destination);
    }
  }

  lemma HandleGood(b: State, s: State, r: Region, irq: nat, operation: Interrupts.HandlerLabel, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra)
    requires IsHeld(s, IrqHandlerCap(irq)) && r.policy.irqOwner(irq) == r.subject
    ensures var q := Interrupts.Handle(s, irq, operation, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if operation.SetNotification? || operation.ClearNotification? { DeleteOneGood(b, s, r, irq); }
    if operation.SetNotification? && Interrupts.Handle(s, irq, operation, extra).Ok? {
      HandleKeeps(s, irq, operation, extra);
      DeleteOneKeeps(s, irq);
      var t := DeleteOne(s, IrqSlot(irq));
      CoveredAt(b, s, r, extra[0]);
      InsertGood(b, t, r, s.caps[extra[0]], extra[0], IrqSlot(irq));
    }
  }

  // Memory

  lemma RemapGood(b: State, s: State, t: State, r: Region, slot: Slot, cap: Cap)
    requires Good(b, s, r) && Sound(r) && Keeps(s, t) && Bound(b.objects, t.objects, r) && Inv(Store(t, slot, cap))
    requires slot in s.caps && OwnerOf(r.policy, slot) == r.subject
    requires (cap.FrameCap? && s.caps[slot].FrameCap? && cap == s.caps[slot].(mapped := cap.mapped))
             || (cap.TableCap? && s.caps[slot].TableCap? && cap == s.caps[slot].(mapped := cap.mapped))
    ensures Good(b, Store(t, slot, cap), r)
  {
    GoodKept(b, s, t, r);
    CoveredAt(b, s, r, slot);
    StoreGood(b, t, r, slot, cap);
  }

  /// The root of an address space that a mapping is for is in reach.
  lemma SpaceIn(b: State, s: State, r: Region, given: Slot)
    requires Good(b, s, r) && Sound(r) && OwnerOf(r.policy, given) == r.subject
    ensures var q := Space(s, given);
      q.Ok? ==> q.result.address in r.objects
  {
    if Space(s, given).Ok? {
      CoveredAt(b, s, r, given);
      HeldIn(r, r.subject, s.caps[given]);
    }
  }

  lemma FrameGood(b: State, s: State, r: Region, slot: Slot, operation: MemoryInvocations.FrameLabel, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, slot) == r.subject
    requires slot in s.caps && InCNode(s, slot) && s.caps[slot].FrameCap?
    ensures var q := MemoryInvocations.InvokeFrame(s, slot, s.caps[slot], operation, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    var cap := s.caps[slot];
    MemoryInvariants.FrameKeeps(s, slot, operation, words, extra);
    CoveredAt(b, s, r, slot);
    HeldIn(r, r.subject, cap);
    match operation
    case GetAddress =>
    case UnmapLabel =>
      UnmapFrameIn(b.objects, s, r, cap);
      RemapGood(b, s, UnmapFrame(s, cap), r, slot, cap.(mapped := None));
    case MapFrame =>
      if MemoryInvocations.InvokeFrame(s, slot, cap, operation, words, extra).Ok? {
        SpaceIn(b, s, r, extra[0]);
        var space := Space(s, extra[0]).result;
        var access := MaskAccess(cap.access, RightsOf(words[1]));
        FindIn(b.objects, s, r, space.address, words[0], RootShift, cap.bits);
        var place := Find(s, space.address, words[0], RootShift, cap.bits);
        var entry := Some(FrameEntry(cap.address, cap.bits, access));
        SetEntryIn(b.objects, s, r, place.table, place.index, entry);
        var t := Memory.SetEntry(s, place.table, place.index, entry);
        RemapGood(b, s, t, r, slot, cap.(mapped := Some(Mapping(space.asid, words[0]))));
      }
  }

  lemma EmptiedIn(b: Objects, s: State, r: Region, table: Address)
    requires Bound(b, s.objects, r) && table in r.objects
    ensures Bound(b, MemoryInvocations.Emptied(s, table).objects, r)
  {
    if table in s.objects && s.objects[table].Table? {
      var t := MemoryInvocations.Emptied(s, table);
      assert Bounds.Fits(r, table, t.objects[table]) by { reveal Bounds.Fits(); }
      assert Allowed(r, table, s.objects[table], t.objects[table]) by { reveal Allowed(); }
      SetIn(b, s.objects, r, table, t.objects[table]);
    }
  }

  lemma TableGood(b: State, s: State, r: Region, slot: Slot, isMap: bool, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, slot) == r.subject
    requires slot in s.caps && InCNode(s, slot) && s.caps[slot].TableCap?
    ensures var q := MemoryInvocations.InvokeTable(s, slot, s.caps[slot], isMap, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    var cap := s.caps[slot];
    MemoryInvariants.TableKeeps(s, slot, isMap, words, extra);
    CoveredAt(b, s, r, slot);
    HeldIn(r, r.subject, cap);
    if MemoryInvocations.InvokeTable(s, slot, cap, isMap, words, extra).Ok? {
      if !isMap {
        UnmapTableIn(b.objects, s, r, cap);
        EmptiedIn(b.objects, UnmapTable(s, cap), r, cap.address);
        if cap.mapped.Some? {
          RemapGood(b, s, MemoryInvocations.Emptied(UnmapTable(s, cap), cap.address), r, slot, cap.(mapped := None));
        }
      } else {
        SpaceIn(b, s, r, extra[0]);
        var space := Space(s, extra[0]).result;
        var shift := ShiftOf(cap.level);
        FindIn(b.objects, s, r, space.address, words[0], RootShift, shift);
        var place := Find(s, space.address, words[0], RootShift, shift);
        SetEntryIn(b.objects, s, r, place.table, place.index, Some(TableEntry(cap.address)));
        var t := Memory.SetEntry(s, place.table, place.index, Some(TableEntry(cap.address)));
        RemapGood(b, s, t, r, slot, cap.(mapped := Some(Mapping(space.asid, MemoryInvocations.Below(words[0], Pow2(shift))))));
      }
    }
  }

  lemma AssignGood(b: State, s: State, r: Region, pool: Address, base: nat, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && pool in r.objects
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var q := MemoryInvocations.Assign(s, pool, base, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if MemoryInvocations.Assign(s, pool, base, extra).Ok? {
      MemoryInvariants.AssignKeeps(s, pool, base, extra);
      var root := s.caps[extra[0]].address;
      var spaces := if pool in s.objects && s.objects[pool].AsidPool? then s.objects[pool].spaces else map[];
      var index := MemoryInvocations.FreeAsid(spaces, base, 0).value;
      SetSpacesIn(b.objects, s, r, pool, spaces[index := root]);
      RemapGood(b, s, SetSpaces(s, pool, spaces[index := root]), r, extra[0], TableCap(root, Pml4, Some(Mapping(base + index, 0))));
    }
  }

  lemma MakePoolGood(b: State, s: State, r: Region, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var q := MemoryInvocations.MakePool(s, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if MemoryInvocations.MakePool(s, words, extra).Ok? {
      var source := extra[0];
      HeldRoot(b, s, r, extra[1]);
      LookupAtOwned(b, s, r, Held(s, extra[1]), words[0], words[1], false);
      HeldIsHeld(s, extra[1]);
      LookupUsable(s, Held(s, extra[1]), words[0], words[1], false);
      var destination := Destination(s, extra[1], words[0], words[1]).result;
      Unassigned(s, 0);
      PoolAtGood(b, s, r, source, destination, s.caps[source].address, MemoryInvocations.FreeBase(s, 0).value);
    }
  }

  /// A pool gets identifiers that no other one has.
  lemma Unassigned(s: State, number: nat)
    requires number <= PoolCount
    ensures MemoryInvocations.FreeBase(s, number).Some? ==> MemoryInvocations.FreeBase(s, number).value !in s.asidPools
    decreases PoolCount - number
  {
    if number < PoolCount { Unassigned(s, number + 1); }
  }

  lemma PoolAtGood(b: State, s: State, r: Region, source: Slot, destination: Slot, address: Address, base: nat)
    requires Good(b, s, r) && Sound(r) && OwnerOf(r.policy, source) == r.subject && OwnerOf(r.policy, destination) == r.subject
    requires source in s.caps && InCNode(s, source) && !HasChildren(s, source)
    requires s.caps[source].UntypedCap? && s.caps[source].bits == 12 && !s.caps[source].isDevice && s.caps[source].address == address
    requires destination !in s.caps && Usable(s, destination) && destination.Slot? && base !in s.asidPools
    ensures Good(b, MemoryInvocations.PoolAt(s, source, destination, address, base), r)
  {
    var full := UntypedCap(address, 12, false, Pow2(12));
    var t := Store(s, source, full);
    StoreKeeps(s, source, full);
    CoveredAt(b, s, r, source);
    StoreGood(b, s, r, source, full);
    StartClear(s, source, 0, Pow2(12), t);
    assert Usable(t, destination) by { reveal Usable(); }
    var cap := AsidPoolCap(address, base);
    CreateKeeps(t, source, cap, destination);
    CreateGood(b, t, r, source, cap, destination);
    var u := Create(t, source, cap, destination);
    assert address in r.objects by { reveal Covers(); assert Mine(r, r.policy.owner(address)); }
    GoodTables(b, u, SetPools(u, u.asidPools[base := address]), r);
  }

  lemma IssuePortsGood(b: State, s: State, r: Region, control: Slot, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && OwnedAll(r, extra) && OwnerOf(r.policy, control) == r.subject
    requires control in s.caps && s.caps[control].PortControlCap?
    ensures var q := MemoryInvocations.IssuePorts(s, control, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if MemoryInvocations.IssuePorts(s, control, words, extra).Ok? {
      MemoryInvariants.IssuePortsKeeps(s, control, words, extra);
      HeldRoot(b, s, r, extra[0]);
      LookupAtOwned(b, s, r, Held(s, extra[0]), words[2], words[3], false);
      var destination := Destination(s, extra[0], words[2], words[3]).result;
      var t := SetPorts(s, MemoryInvocations.Used(s.ports, words[0], words[1]));
      CoveredAt(b, s, r, control);
      assert forall port: nat :: MinePort(r, port) by { assert Mine(r, r.subject); }
      GoodTables(b, s, t, r);
      InsertGood(b, t, r, PortCap(words[0], words[1]), control, destination);
    }
  }
}
