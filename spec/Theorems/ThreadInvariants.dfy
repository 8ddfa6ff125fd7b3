// SPDX-License-Identifier: BSD-2-Clause
include "IpcInvariants.dfy"
include "../Objects/SchedContextInvocations.dfy"
include "../Objects/Interrupt.dfy"

/// Invocations of threads, scheduling contexts, domains and interrupts keep the invariants.
module ThreadInvariants {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Finalisation
  import opened Deletion
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened Scheduler
  import opened SchedContexts
  import opened Threads
  import Notifications
  import opened Endpoints
  import opened ThreadInvocations
  import SchedContextInvocations
  import Interrupts
  import opened Forest
  import opened Invariants
  import opened Placement
  import opened Removal
  import opened Revocation
  import opened CNodeInvariants
  import opened IpcInvariants

  /// Deleting a capability that is not the last one to a container empties its slot and no other.
  lemma DeleteSimple(s: State, x: Slot)
    requires Inv(s) && !IsContainer(s, x)
    ensures var t := Delete(s, x);
      && Inv(t) && t.caps == s.caps - {x} && t.irqs == s.irqs
      && (forall o :: o in t.objects ==> o in s.objects && KindOf(t.objects[o]) == KindOf(s.objects[o]))
  {
    DeleteKeeps(s, x);
    reveal Delete(), Step(), Progress();
    if x in s.caps {
      var cap := s.caps[x];
      FinaliseSlotKeeps(s, x);
      StepKeeps(s, x);
      var t := FinaliseSlot(s, x);
      SimpleFinalise(s, x);
      assert x !in t.caps;
      assert Step(s, x) == t;
      assert Delete(t, x) == t;
    }
  }

  lemma SimpleFinalise(s: State, x: Slot)
    requires Inv(s) && !IsContainer(s, x) && x in s.caps
    ensures var t := FinaliseSlot(s, x);
      && t.caps == s.caps - {x} && t.irqs == s.irqs
      && (forall o :: o in t.objects ==> o in s.objects && KindOf(t.objects[o]) == KindOf(s.objects[o]))
  {
    RemoveParts(s, x);
    var cap := s.caps[x];
    if IsFinal(s, x) {
      var t := Finalisation.Destroy(s, cap);
      assert t == Release(s, cap);
      KeepsInv(s, t);
      RemoveParts(t, x);
      forall o
        ensures o in s.objects <==> o in t.objects
        ensures o in s.objects ==> KindOf(t.objects[o]) == KindOf(s.objects[o])
      {
        SameKinds(s, t, o);
      }
      LinkedIndex(t, x);
    }
  }

  /// Whether a slot that is in use is one of a CNode, as those are that system calls name.
  ghost predicate InCNode(s: State, x: Slot) {
    x in s.caps ==> x.Slot? && x.container in s.objects && s.objects[x.container].CNode?
  }

  /// The slots of a thread to which a capability is held can be filled.
  lemma ThreadSlotUsable(s: State, n: Slot, a: Address, index: nat)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && index < ThreadSlotCount
    ensures Usable(s, Slot(a, index)) && IsThread(s, a)
  {
    reveal Usable(), Named(), Zombies();
    assert Names(s.objects, s.caps[n]);
    forall z | z in s.caps && s.caps[z].ZombieCap?
      ensures s.caps[z].address != a
    {
      assert Alone(s, z);
    }
  }

  /// What may be installed: a capability to the object that another capability names.
  ghost predicate Installable(s: State, cap: Cap, source: Slot) {
    && source in s.caps
    && NamesObject(cap) && NamesObject(s.caps[source]) && !cap.ZombieCap? && !s.caps[source].ZombieCap?
    && cap.address == s.caps[source].address && SizeBits(cap) == SizeBits(s.caps[source])
    && forall objects :: Names(objects, s.caps[source]) ==> Names(objects, cap)
  }

  /// What installing a capability in a thread's slot leaves: everything in other slots.
  ghost predicate Elsewhere(s: State, t: State, slot: Slot) {
    t.caps - {slot} == s.caps - {slot}
  }

  lemma InstallKeeps(s: State, n: Slot, a: Address, index: nat, cap: Option<Cap>, source: Slot)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && index < ThreadSlotCount
    requires InCNode(s, source) && (cap.Some? ==> Installable(s, cap.value, source))
    ensures var t := Install(s, Slot(a, index), cap, source);
      Inv(t) && Elsewhere(s, t, Slot(a, index)) && n in t.caps && t.caps[n] == ThreadCap(a)
  {
    var slot := Slot(a, index);
    ThreadSlotUsable(s, n, a, index);
    assert n != slot;
    if slot != source && !IsContainer(s, slot) {
      DeleteSimple(s, slot);
      var t := Delete(s, slot);
      ThreadSlotUsable(t, n, a, index);
      if cap.Some? {
        assert source in t.caps && t.caps[source] == s.caps[source];
        assert Names(t.objects, t.caps[source]) by { reveal Named(); }
        InsertKeeps(t, cap.value, source, slot);
        InsertParts(t, cap.value, source, slot);
        var u := Insert(t, cap.value, source, slot);
        assert u.caps - {slot} == t.caps - {slot};
      }
      assert t.caps - {slot} == s.caps - {slot};
    }
  }

  /// Containers stay where they are used.
  lemma StillInCNode(s: State, t: State, slot: Slot, x: Slot)
    requires Inv(s) && Inv(t) && InCNode(s, x) && Elsewhere(s, t, slot) && x != slot
    requires forall o :: o in t.objects && o in s.objects ==> KindOf(t.objects[o]) == KindOf(s.objects[o])
    ensures InCNode(t, x)
  {
    if x in t.caps {
      assert x in t.caps - {slot};
      assert x in s.caps;
      assert Houses(t, x) by { reveal Housed(); }
    }
  }

  lemma InstallKinds(s: State, slot: Slot, cap: Option<Cap>, source: Slot)
    requires Inv(s)
    ensures var t := Install(s, slot, cap, source);
      forall o :: o in t.objects ==> o in s.objects && KindOf(t.objects[o]) == KindOf(s.objects[o])
  {
    if slot != source && !IsContainer(s, slot) { DeleteSimple(s, slot); }
  }

  /// What Root and DecodeBuffer give can be installed.
  lemma RootInstallable(s: State, given: Slot, data: nat)
    requires Inv(s)
    ensures var r := Root(s, given, data);
      r.Ok? && r.result.Some? && (r.result.value.CNodeCap? || r.result.value.TableCap? || r.result.value.FrameCap?) ==>
        Installable(s, r.result.value, given)
  {
  }

  lemma InstallSpaceKeeps(s: State, n: Slot, a: Address, words: seq<nat>, cspace: Slot, vspace: Slot)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && InCNode(s, cspace) && InCNode(s, vspace)
    requires |words| >= 2 && DecodeSpace(s, a, words, cspace, vspace).Ok?
    ensures var t := InstallSpace(s, a, DecodeSpace(s, a, words, cspace, vspace).result, cspace, vspace);
      Inv(t)
  {
    var roots := DecodeSpace(s, a, words, cspace, vspace).result;
    InstallRoots(s, n, a, roots, cspace, vspace, words);
  }

  lemma InstallRoots(s: State, n: Slot, a: Address, roots: Roots, cspace: Slot, vspace: Slot, words: seq<nat>)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && InCNode(s, cspace) && InCNode(s, vspace)
    requires |words| >= 2
    requires Root(s, cspace, words[0]) == Ok(Some(roots.cspace)) && roots.cspace.CNodeCap?
    requires Root(s, vspace, words[1]) == Ok(Some(roots.vspace)) && roots.vspace.TableCap?
    ensures Inv(InstallSpace(s, a, roots, cspace, vspace))
    ensures var t := InstallSpace(s, a, roots, cspace, vspace);
      n in t.caps && t.caps[n] == ThreadCap(a) && InCNode(t, n)
      && (forall o :: o in t.objects ==> o in s.objects && KindOf(t.objects[o]) == KindOf(s.objects[o]))
      && t.caps - {Slot(a, CSpaceRoot), Slot(a, VSpaceRoot)} == s.caps - {Slot(a, CSpaceRoot), Slot(a, VSpaceRoot)}
  {
    RootInstallable(s, cspace, words[0]);
    RootInstallable(s, vspace, words[1]);
    ThreadSlotUsable(s, n, a, CSpaceRoot);
    InstallKeeps(s, n, a, CSpaceRoot, Some(roots.cspace), cspace);
    InstallKinds(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    var t := Install(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    assert vspace != Slot(a, CSpaceRoot) && n != Slot(a, CSpaceRoot);
    StillInCNode(s, t, Slot(a, CSpaceRoot), n);
    StillInCNode(s, t, Slot(a, CSpaceRoot), vspace);
    assert vspace in s.caps - {Slot(a, CSpaceRoot)};
    assert Installable(t, roots.vspace, vspace);
    InstallKeeps(t, n, a, VSpaceRoot, Some(roots.vspace), vspace);
    InstallKinds(t, Slot(a, VSpaceRoot), Some(roots.vspace), vspace);
    var u := Install(t, Slot(a, VSpaceRoot), Some(roots.vspace), vspace);
    ThreadSlotUsable(t, n, a, VSpaceRoot);
    StillInCNode(t, u, Slot(a, VSpaceRoot), n);
    Kept(u, RescheduleRequired(u));
    SameKindsAll(u, RescheduleRequired(u));
    Both(s.caps, t.caps, u.caps, Slot(a, CSpaceRoot), Slot(a, VSpaceRoot));
  }

  lemma Both(c: map<Slot, Cap>, d: map<Slot, Cap>, e: map<Slot, Cap>, x: Slot, y: Slot)
    requires d - {x} == c - {x} && e - {y} == d - {y}
    ensures e - {x, y} == c - {x, y}
  {
    assert e - {x, y} == (e - {y}) - {x};
    assert c - {x, y} == (c - {x}) - {y};
    assert (d - {y}) - {x} == (d - {x}) - {y};
  }

  lemma SameKindsAll(s: State, t: State)
    requires Kinds(t.objects) == Kinds(s.objects)
    ensures forall o :: (o in s.objects <==> o in t.objects) && (o in s.objects ==> KindOf(t.objects[o]) == KindOf(s.objects[o]))
  {
    forall o
      ensures (o in s.objects <==> o in t.objects) && (o in s.objects ==> KindOf(t.objects[o]) == KindOf(s.objects[o]))
    {
      SameKinds(s, t, o);
    }
  }

  lemma InstallBufferKeeps(s: State, n: Slot, a: Address, address: nat, frame: Option<Cap>, source: Slot)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && InCNode(s, source)
    requires frame.Some? ==> Installable(s, frame.value, source)
    ensures Inv(InstallBuffer(s, a, address, frame, source)) && Inv(Install(s, Slot(a, IpcBufferFrame), frame, source))
  {
    InstallKeeps(s, n, a, IpcBufferFrame, frame, source);
    var t := Install(s, Slot(a, IpcBufferFrame), frame, source);
    Kept(t, Alter(t, a, ThreadAt(t, a).(ipcBuffer := address)));
  }

  lemma BufferInstallable(s: State, address: nat, given: Slot)
    requires Inv(s)
    ensures var r := DecodeBuffer(s, address, given);
      r.Ok? && r.result.Some? ==> r.result.value.FrameCap? && Installable(s, r.result.value, given)
  {
    RootInstallable(s, given, 0);
  }

  /// The invocations that set slots of a thread keep the invariants.
  lemma SetSlotsKeeps(s: State, n: Slot, a: Address, operation: ThreadInvocations.Label, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    requires |words| >= NumberOfWords(operation) && |extra| >= NumberOfCaps(operation)
    ensures var r := SetSlots(s, a, operation, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    match operation
    case Configure =>
      BufferInstallable(s, words[2], extra[2]);
      if SetSlots(s, a, operation, words, extra).Ok? {
        var frame := DecodeBuffer(s, words[2], extra[2]).result;
        var roots := DecodeSpace(s, a, words, extra[0], extra[1]).result;
        InstallRoots(s, n, a, roots, extra[0], extra[1], words);
        var t := InstallSpace(s, a, roots, extra[0], extra[1]);
        ThreadSlotUsable(s, n, a, 0);
        if frame.Some? {
          assert extra[2] in s.caps - {Slot(a, CSpaceRoot), Slot(a, VSpaceRoot)};
          assert extra[2] in t.caps - {Slot(a, CSpaceRoot), Slot(a, VSpaceRoot)};
          assert Installable(t, frame.value, extra[2]);
          ConfigureBuffer(s, t, n, a, words[2], frame, extra[2]);
        } else {
          ClearBuffer(t, n, a, words[2], extra[2]);
        }
      }
    case SetSpace =>
      if SetSlots(s, a, operation, words, extra).Ok? { SetSpaceKeeps(s, n, a, words, extra); }
    case SetIpcBuffer =>
      BufferInstallable(s, words[0], extra[0]);
      if SetSlots(s, a, operation, words, extra).Ok? {
        InstallBufferKeeps(s, n, a, words[0], DecodeBuffer(s, words[0], extra[0]).result, extra[0]);
      }
    case SetTimeoutEndpoint =>
      InstallKeeps(s, n, a, TimeoutHandler, if IsHandler(Held(s, extra[0])) then Held(s, extra[0]) else None, extra[0]);
    case _ =>
  }

  lemma ConfigureBuffer(s: State, t: State, n: Slot, a: Address, address: nat, frame: Option<Cap>, source: Slot)
    requires Inv(s) && Inv(t) && n in t.caps && t.caps[n] == ThreadCap(a) && InCNode(t, n)
    requires frame.Some? && Installable(t, frame.value, source) && Installable(s, frame.value, source) && InCNode(s, source)
    requires t.caps - {Slot(a, CSpaceRoot), Slot(a, VSpaceRoot)} == s.caps - {Slot(a, CSpaceRoot), Slot(a, VSpaceRoot)}
    requires forall o :: o in t.objects && o in s.objects ==> KindOf(t.objects[o]) == KindOf(s.objects[o])
    ensures Inv(InstallBuffer(t, a, address, frame, source)) && Inv(Install(t, Slot(a, IpcBufferFrame), frame, source))
  {
    assert Houses(t, source) by { reveal Housed(); }
    assert source.container in s.objects && s.objects[source.container].CNode?;
    InstallBufferKeeps(t, n, a, address, frame, source);
  }

  lemma ClearBuffer(t: State, n: Slot, a: Address, address: nat, source: Slot)
    requires Inv(t) && n in t.caps && t.caps[n] == ThreadCap(a) && InCNode(t, n)
    ensures Inv(InstallBuffer(t, a, address, None, source)) && Inv(Install(t, Slot(a, IpcBufferFrame), None, source))
  {
    var slot := Slot(a, IpcBufferFrame);
    var u := Install(t, slot, None, source);
    if slot != source && !IsContainer(t, slot) { DeleteSimple(t, slot); }
    Kept(u, Alter(u, a, ThreadAt(u, a).(ipcBuffer := address)));
  }

  lemma SetSpaceKeeps(s: State, n: Slot, a: Address, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && |words| >= 2 && |extra| >= 3
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    requires SetSlots(s, a, SetSpace, words, extra).Ok?
    ensures Inv(SetSlots(s, a, SetSpace, words, extra).result.state)
  {
    var handler := Held(s, extra[0]);
    var roots := DecodeSpace(s, a, words, extra[1], extra[2]).result;
    var slot := Slot(a, FaultHandler);
    InstallKeeps(s, n, a, FaultHandler, handler, extra[0]);
    InstallKinds(s, slot, handler, extra[0]);
    var t := Install(s, slot, handler, extra[0]);
    ThreadSlotUsable(s, n, a, FaultHandler);
    RootInstallable(s, extra[1], words[0]);
    RootInstallable(s, extra[2], words[1]);
    assert extra[1] in s.caps - {slot} && extra[2] in s.caps - {slot};
    assert t.caps[extra[1]] == s.caps[extra[1]] && t.caps[extra[2]] == s.caps[extra[2]];
    StillInCNode(s, t, slot, n);
    StillInCNode(s, t, slot, extra[1]);
    StillInCNode(s, t, slot, extra[2]);
    SpaceAfter(t, n, a, roots, extra[1], extra[2]);
  }

  /// As InstallRoots, for roots that were decoded before something else was installed.
  lemma SpaceAfter(s: State, n: Slot, a: Address, roots: Roots, cspace: Slot, vspace: Slot)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && InCNode(s, cspace) && InCNode(s, vspace)
    requires Installable(s, roots.cspace, cspace) && Installable(s, roots.vspace, vspace)
    ensures Inv(InstallSpace(s, a, roots, cspace, vspace))
    ensures Inv(Install(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace))
    ensures Inv(Install(Install(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace), Slot(a, VSpaceRoot), Some(roots.vspace), vspace))
  {
    ThreadSlotUsable(s, n, a, CSpaceRoot);
    InstallKeeps(s, n, a, CSpaceRoot, Some(roots.cspace), cspace);
    InstallKinds(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    var t := Install(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    StillInCNode(s, t, Slot(a, CSpaceRoot), n);
    StillInCNode(s, t, Slot(a, CSpaceRoot), vspace);
    assert vspace in s.caps - {Slot(a, CSpaceRoot)};
    assert t.caps[vspace] == s.caps[vspace];
    InstallKeeps(t, n, a, VSpaceRoot, Some(roots.vspace), vspace);
    var u := Install(t, Slot(a, VSpaceRoot), Some(roots.vspace), vspace);
    Kept(u, RescheduleRequired(u));
  }

  /// Every invocation of a thread keeps the invariants.
  lemma ThreadKeeps(
    s: State, caller: Address, n: Slot, a: Address, operation: ThreadInvocations.Label, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var r := ThreadInvocations.Invoke(s, caller, a, operation, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    var r := ThreadInvocations.Invoke(s, caller, a, operation, words, extra);
    if r.Ok? {
      match operation
      case Configure => SetSlotsKeeps(s, n, a, operation, words, extra);
      case SetSpace => SetSlotsKeeps(s, n, a, operation, words, extra);
      case SetIpcBuffer => SetSlotsKeeps(s, n, a, operation, words, extra);
      case SetTimeoutEndpoint => SetSlotsKeeps(s, n, a, operation, words, extra);
      case SetSchedParams => ParametersKeep(s, caller, n, a, words, extra);
      case _ => Kept(s, r.result.state);
    }
  }

  lemma ParametersKeep(s: State, caller: Address, n: Slot, a: Address, words: seq<nat>, extra: seq<Slot>)
    requires Inv(s) && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n) && |words| >= 2 && |extra| >= 3
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var r := SetParameters(s, caller, a, words, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    var r := SetParameters(s, caller, a, words, extra);
    if r.Ok? {
      var handler := Held(s, extra[2]);
      InstallKeeps(s, n, a, FaultHandler, handler, extra[2]);
      Kept(Install(s, Slot(a, FaultHandler), handler, extra[2]), r.result.state);
    }
  }

  // Interrupts

  lemma IssueKeeps(
    s: State, control: Slot, words: seq<nat>, extra: seq<Slot>, first: nat, isConnectable: bool, refusal: Error)
    requires Inv(s) && control in s.caps && s.caps[control].IrqControlCap?
    ensures var r := Interrupts.Issue(s, control, words, extra, first, isConnectable, refusal);
      r.Ok? ==> Inv(r.result.state)
  {
    if Interrupts.Issue(s, control, words, extra, first, isConnectable, refusal).Ok? {
      HeldIsHeld(s, extra[0]);
      LookupUsable(s, Held(s, extra[0]), words[0], words[1], false);
      var destination := LookupAtDepth(s, Held(s, extra[0]), words[0], words[1], false).result;
      var irq := first + words[Interrupts.VectorWord];
      var t := s.(irqs := s.irqs[irq := IrqIssued]);
      IrqsKeep(s, t);
      assert Usable(t, destination) by { reveal Usable(); }
      InsertKeeps(t, IrqHandlerCap(irq), control, destination);
    }
  }

  /// More interrupts may be issued.
  lemma IrqsKeep(s: State, t: State)
    requires Inv(s) && t == s.(irqs := t.irqs)
    requires forall i :: i in s.irqs ==> i in t.irqs && (s.irqs[i] == IrqIssued ==> t.irqs[i] == IrqIssued)
    ensures Inv(t)
  {
    assert Linked(t) by { reveal Linked(); }
    assert MemoryRevocable(t) by { reveal MemoryRevocable(); }
    assert Named(t) by { reveal Named(); }
    assert Owned(t) by { reveal Owned(); }
    assert Housed(t) by { reveal Housed(); }
    assert Issued(t) by { reveal Issued(); }
    assert Signalling(t) by { reveal Signalling(); }
    assert Marked(t) by { reveal Marked(); }
    SameObjects(s, t);
    assert Zombies(t) by {
      reveal Zombies();
      forall z | z in t.caps && t.caps[z].ZombieCap? ensures Alone(t, z) { assert Alone(s, z); }
    }
    assert Apart(t) by {
      reveal Apart();
      forall x, y | x in t.caps && y in t.caps && x != y && HasMemory(t.caps[x]) && HasMemory(t.caps[y])
        ensures ApartAt(t, x, y)
      { assert ApartAt(s, x, y); }
    }
  }

  lemma HandleKeeps(s: State, irq: nat, operation: Interrupts.HandlerLabel, extra: seq<Slot>)
    requires Inv(s) && IsHeld(s, IrqHandlerCap(irq))
    ensures var r := Interrupts.Handle(s, irq, operation, extra);
      r.Ok? ==> Inv(r.result.state)
  {
    DeleteOneKeeps(s, irq);
    var r := Interrupts.Handle(s, irq, operation, extra);
    if operation.SetNotification? && r.Ok? {
      var t := DeleteOne(s, IrqSlot(irq));
      assert irq in s.irqs by { reveal Issued(); }
      assert Usable(t, IrqSlot(irq)) by { reveal Usable(); }
      assert Names(t.objects, t.caps[extra[0]]) by { reveal Named(); }
      InsertKeeps(t, t.caps[extra[0]], extra[0], IrqSlot(irq));
    }
  }
}
