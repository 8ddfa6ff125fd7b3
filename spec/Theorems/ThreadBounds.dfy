// SPDX-License-Identifier: BSD-2-Clause
include "CapabilityBounds.dfy"

/// Invocations of threads stay within a policy.
module ThreadBounds {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Consistency
  import opened Access
  import opened Scheduler
  import Threads
  import opened Endpoints
  import opened Deletion
  import opened Untypeds
  import opened ThreadInvocations
  import opened Invariants
  import opened ThreadInvariants
  import Attenuation
  import opened Policies
  import opened Bounds
  import opened ObjectBounds
  import opened DeletionBounds
  import opened MessageBounds
  import opened EndingBounds
  import opened CapabilityBounds

  // Slots of a thread

  lemma InstallGood(b: State, s: State, r: Region, slot: Slot, cap: Option<Cap>, source: Slot)
    requires Good(b, s, r) && Sound(r) && Inv(Install(s, slot, cap, source))
    requires OwnerOf(r.policy, slot) == r.subject && OwnerOf(r.policy, source) == r.subject
    requires cap.Some? ==> Covered(r.policy, r.subject, cap.value)
    ensures Good(b, Install(s, slot, cap, source), r)
  {
    if slot != source && !IsContainer(s, slot) {
      DeleteGood(b, s, r, slot);
      var t := Delete(s, slot);
      if cap.Some? && slot !in t.caps && source in t.caps { InsertGood(b, t, r, cap.value, source, slot); }
    }
  }

  lemma RootCovered(b: State, s: State, r: Region, given: Slot, data: nat)
    requires Good(b, s, r) && OwnerOf(r.policy, given) == r.subject
    ensures var q := Root(s, given, data);
      q.Ok? && q.result.Some? ==> Covered(r.policy, r.subject, q.result.value)
  {
    if given in s.caps {
      CoveredAt(b, s, r, given);
      var cap := s.caps[given];
      Attenuation.Updated(false, data, cap);
      var changed := if data != 0 then UpdateData(false, data, cap) else Some(cap);
      if changed.Some? {
        Attenuation.Derived(changed.value, HasChildren(s, given));
        if data != 0 { CoveredNoMore(r.policy, r.subject, changed.value, cap); }
        var q := Root(s, given, data);
        if q.Ok? && q.result.Some? { CoveredNoMore(r.policy, r.subject, q.result.value, changed.value); }
      }
    }
  }

  lemma SpaceCovered(b: State, s: State, r: Region, a: Address, words: seq<nat>, cspace: Slot, vspace: Slot)
    requires Good(b, s, r) && OwnerOf(r.policy, cspace) == r.subject && OwnerOf(r.policy, vspace) == r.subject && |words| >= 2
    ensures var q := DecodeSpace(s, a, words, cspace, vspace);
      q.Ok? ==>
        && Covered(r.policy, r.subject, q.result.cspace) && Covered(r.policy, r.subject, q.result.vspace)
        && Installable(s, q.result.cspace, cspace) && Installable(s, q.result.vspace, vspace)
  {
    RootCovered(b, s, r, cspace, words[0]);
    RootCovered(b, s, r, vspace, words[1]);
    RootInstallable(s, cspace, words[0]);
    RootInstallable(s, vspace, words[1]);
  }

  lemma BufferCovered(b: State, s: State, r: Region, address: nat, given: Slot)
    requires Good(b, s, r) && OwnerOf(r.policy, given) == r.subject
    ensures var q := DecodeBuffer(s, address, given);
      q.Ok? && q.result.Some? ==> Covered(r.policy, r.subject, q.result.value)
  {
    RootCovered(b, s, r, given, 0);
  }

  /// The thread that is invoked, whose capability a slot of the subject's holds.
  ghost predicate Invoked(s: State, r: Region, n: Slot, a: Address) {
    && n in s.caps && s.caps[n] == ThreadCap(a) && InCNode(s, n)
    && r.policy.owner(a) == r.subject && a in r.objects
  }

  lemma InstallSpaceGood(b: State, s: State, r: Region, n: Slot, a: Address, roots: Roots, cspace: Slot, vspace: Slot)
    requires Good(b, s, r) && Sound(r) && Invoked(s, r, n, a) && InCNode(s, cspace) && InCNode(s, vspace)
    requires OwnerOf(r.policy, cspace) == r.subject && OwnerOf(r.policy, vspace) == r.subject
    requires Covered(r.policy, r.subject, roots.cspace) && Covered(r.policy, r.subject, roots.vspace)
    requires Installable(s, roots.cspace, cspace) && Installable(s, roots.vspace, vspace)
    ensures Good(b, InstallSpace(s, a, roots, cspace, vspace), r)
  {
    SpaceAfter(s, n, a, roots, cspace, vspace);
    InstallGood(b, s, r, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    var t := Install(s, Slot(a, CSpaceRoot), Some(roots.cspace), cspace);
    InstallGood(b, t, r, Slot(a, VSpaceRoot), Some(roots.vspace), vspace);
    var u := Install(t, Slot(a, VSpaceRoot), Some(roots.vspace), vspace);
    RescheduleIn(b.objects, u, r);
    GoodKept(b, u, RescheduleRequired(u), r);
  }

  lemma InstallBufferGood(b: State, s: State, r: Region, a: Address, address: nat, frame: Option<Cap>, source: Slot)
    requires Good(b, s, r) && Sound(r) && a in r.objects && r.policy.owner(a) == r.subject
    requires Inv(Install(s, Slot(a, IpcBufferFrame), frame, source)) && OwnerOf(r.policy, source) == r.subject
    requires frame.Some? ==> Covered(r.policy, r.subject, frame.value)
    ensures Good(b, InstallBuffer(s, a, address, frame, source), r)
  {
    InstallGood(b, s, r, Slot(a, IpcBufferFrame), frame, source);
    var t := Install(s, Slot(a, IpcBufferFrame), frame, source);
    AlterIn(b.objects, t, r, a, ThreadAt(t, a).(ipcBuffer := address));
    GoodKept(b, t, Alter(t, a, ThreadAt(t, a).(ipcBuffer := address)), r);
  }

  lemma ConfigureGood(b: State, s: State, r: Region, n: Slot, a: Address, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Invoked(s, r, n, a) && OwnedAll(r, extra) && |words| >= 3 && |extra| >= 3
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var q := SetSlots(s, a, Configure, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    BufferInstallable(s, words[2], extra[2]);
    BufferCovered(b, s, r, words[2], extra[2]);
    SpaceCovered(b, s, r, a, words, extra[0], extra[1]);
    if SetSlots(s, a, Configure, words, extra).Ok? {
      var frame := DecodeBuffer(s, words[2], extra[2]).result;
      var roots := DecodeSpace(s, a, words, extra[0], extra[1]).result;
      InstallRoots(s, n, a, roots, extra[0], extra[1], words);
      InstallSpaceGood(b, s, r, n, a, roots, extra[0], extra[1]);
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
      InstallBufferGood(b, t, r, a, words[2], frame, extra[2]);
    }
  }

  lemma SetSpaceGood(b: State, s: State, r: Region, n: Slot, a: Address, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Invoked(s, r, n, a) && OwnedAll(r, extra) && |words| >= 2 && |extra| >= 3
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var q := SetSlots(s, a, SetSpace, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    SpaceCovered(b, s, r, a, words, extra[1], extra[2]);
    if SetSlots(s, a, SetSpace, words, extra).Ok? {
      var handler := Held(s, extra[0]);
      var roots := DecodeSpace(s, a, words, extra[1], extra[2]).result;
      var slot := Slot(a, FaultHandler);
      InstallKeeps(s, n, a, FaultHandler, handler, extra[0]);
      InstallKinds(s, slot, handler, extra[0]);
      HandlerGood(b, s, r, slot, extra[0]);
      var t := Install(s, slot, handler, extra[0]);
      ThreadSlotUsable(s, n, a, FaultHandler);
      assert extra[1] in s.caps - {slot} && extra[2] in s.caps - {slot};
      assert t.caps[extra[1]] == s.caps[extra[1]] && t.caps[extra[2]] == s.caps[extra[2]];
      StillInCNode(s, t, slot, n);
      StillInCNode(s, t, slot, extra[1]);
      StillInCNode(s, t, slot, extra[2]);
      InstallSpaceGood(b, t, r, n, a, roots, extra[1], extra[2]);
    }
  }

  /// A handler that is installed is a copy of a capability of the subject's.
  lemma HandlerGood(b: State, s: State, r: Region, slot: Slot, source: Slot)
    requires Good(b, s, r) && Sound(r) && Inv(Install(s, slot, Held(s, source), source))
    requires OwnerOf(r.policy, slot) == r.subject && OwnerOf(r.policy, source) == r.subject
    ensures Good(b, Install(s, slot, Held(s, source), source), r)
  {
    if source in s.caps { CoveredAt(b, s, r, source); }
    InstallGood(b, s, r, slot, Held(s, source), source);
  }

  lemma SetSlotsGood(
    b: State, s: State, r: Region, n: Slot, a: Address, operation: ThreadInvocations.Label, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Invoked(s, r, n, a) && OwnedAll(r, extra)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    requires |words| >= NumberOfWords(operation) && |extra| >= NumberOfCaps(operation)
    ensures var q := SetSlots(s, a, operation, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    match operation
    case Configure => ConfigureGood(b, s, r, n, a, words, extra);
    case SetSpace => SetSpaceGood(b, s, r, n, a, words, extra);
    case SetIpcBuffer =>
      BufferInstallable(s, words[0], extra[0]);
      BufferCovered(b, s, r, words[0], extra[0]);
      if SetSlots(s, a, operation, words, extra).Ok? {
        var frame := DecodeBuffer(s, words[0], extra[0]).result;
        InstallBufferKeeps(s, n, a, words[0], frame, extra[0]);
        InstallBufferGood(b, s, r, a, words[0], frame, extra[0]);
      }
    case SetTimeoutEndpoint =>
      var handler := Held(s, extra[0]);
      if handler.None? || IsHandler(handler) {
        InstallKeeps(s, n, a, TimeoutHandler, handler, extra[0]);
        HandlerGood(b, s, r, Slot(a, TimeoutHandler), extra[0]);
      }
    case _ =>
  }

  // Threads

  lemma RebindIn(b: Objects, s: State, r: Region, a: Address, context: Option<Address>)
    requires Bound(b, s.objects, r) && a in r.objects && (context.Some? ==> context.value in r.objects)
    ensures Bound(b, Rebind(s, a, context).objects, r)
  {
    ThreadIn(b, s, r, a);
    var present := ThreadAt(s, a).context;
    if context.Some? { BindThreadIn(b, s, r, context.value, a); }
    else if present.Some? { UnbindThreadIn(b, s, r, present.value); }
  }

  lemma ParametersGood(b: State, s: State, r: Region, caller: Address, n: Slot, a: Address, words: seq<nat>, extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Invoked(s, r, n, a) && OwnedAll(r, extra) && |words| >= 2 && |extra| >= 3
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var q := SetParameters(s, caller, a, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    if SetParameters(s, caller, a, words, extra).Ok? {
      var maximum := Priority(s, words, extra).result;
      var priority := Priority(s, words[1..], extra).result;
      var context := ThreadInvocations.Context(s, caller, a, extra[1]).result;
      if context.Some? {
        CoveredAt(b, s, r, extra[1]);
        HeldIn(r, r.subject, s.caps[extra[1]]);
      }
      var handler := Held(s, extra[2]);
      InstallKeeps(s, n, a, FaultHandler, handler, extra[2]);
      HandlerGood(b, s, r, Slot(a, FaultHandler), extra[2]);
      var t := Install(s, Slot(a, FaultHandler), handler, extra[2]);
      var u := Alter(t, a, ThreadAt(t, a).(maximumPriority := maximum));
      AlterIn(b.objects, t, r, a, ThreadAt(t, a).(maximumPriority := maximum));
      GoodKept(b, t, u, r);
      SetPriorityIn(b.objects, u, r, a, priority);
      var v := Threads.SetPriority(u, a, priority);
      GoodKept(b, u, v, r);
      RebindIn(b.objects, v, r, a, context);
      GoodKept(b, v, Rebind(v, a, context), r);
    }
  }

  lemma CopyRegistersGood(b: State, s: State, r: Region, a: Address, words: seq<nat>, source: Slot)
    requires Good(b, s, r) && Sound(r) && a in r.objects && OwnerOf(r.policy, source) == r.subject && |words| >= 1
    ensures var q := CopyRegistersFrom(s, a, words, source);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    match Held(s, source)
    case Some(ThreadCap(from)) =>
      CoveredAt(b, s, r, source);
      HeldIn(r, r.subject, s.caps[source]);
      SuspendIn(b.objects, s, r, from);
      GoodKept(b, s, Threads.Suspend(s, from), r);
      var t := if words[0] % 2 == 1 then Threads.Suspend(s, from) else s;
      ResumeIn(b.objects, t, r, a);
      GoodKept(b, t, Threads.Resume(t, a), r);
    case _ =>
  }

  lemma BindNotificationGood(b: State, s: State, r: Region, a: Address, given: Slot)
    requires Good(b, s, r) && Sound(r) && a in r.objects && OwnerOf(r.policy, given) == r.subject
    ensures var q := ThreadInvocations.Bind(s, a, given);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    match Held(s, given)
    case Some(NotificationCap(n, _, _, true)) =>
      CoveredAt(b, s, r, given);
      HeldIn(r, r.subject, s.caps[given]);
      LinkIn(b.objects, s, r, a, ThreadNotification, n);
      GoodKept(b, s, Link(s, a, ThreadNotification, n), r);
    case _ =>
  }

  lemma ThreadAltered(b: State, s: State, r: Region, a: Address, change: ThreadObject)
    requires Good(b, s, r) && a in r.objects && r.policy.owner(a) == r.subject
    ensures Good(b, Alter(s, a, change), r)
  {
    AlterIn(b.objects, s, r, a, change);
    GoodKept(b, s, Alter(s, a, change), r);
  }

  lemma ThreadGood(
    b: State, s: State, r: Region, caller: Address, n: Slot, a: Address, operation: ThreadInvocations.Label, words: seq<nat>,
    extra: seq<Slot>)
    requires Good(b, s, r) && Sound(r) && Invoked(s, r, n, a) && OwnedAll(r, extra)
    requires forall i :: 0 <= i < |extra| ==> InCNode(s, extra[i])
    ensures var q := ThreadInvocations.Invoke(s, caller, a, operation, words, extra);
      q.Ok? ==> Good(b, q.result.state, r)
  {
    var q := ThreadInvocations.Invoke(s, caller, a, operation, words, extra);
    if q.Ok? {
      match operation
      case ReadRegisters => SuspendIn(b.objects, s, r, a); GoodKept(b, s, q.result.state, r);
      case WriteRegisters => ResumeIn(b.objects, s, r, a); GoodKept(b, s, q.result.state, r);
      case CopyRegisters => CopyRegistersGood(b, s, r, a, words, extra[0]);
      case SuspendLabel => SuspendIn(b.objects, s, r, a); GoodKept(b, s, q.result.state, r);
      case ResumeLabel => ResumeIn(b.objects, s, r, a); GoodKept(b, s, q.result.state, r);
      case BindNotification => BindNotificationGood(b, s, r, a, extra[0]);
      case UnbindNotification => UnlinkIn(b.objects, s, r, a, ThreadNotification); GoodKept(b, s, q.result.state, r);
      case SetTlsBase =>
      case SetFlags =>
        ThreadAltered(b, s, r, a, ThreadAt(s, a).(flags := WithFlags(ThreadAt(s, a).flags, words[0], words[1])));
      case SetPriorityLabel =>
        SetPriorityIn(b.objects, s, r, a, Priority(s, words, extra).result);
        GoodKept(b, s, q.result.state, r);
      case SetMaximumPriority =>
        ThreadAltered(b, s, r, a, ThreadAt(s, a).(maximumPriority := Priority(s, words, extra).result));
      case SetSchedParams => ParametersGood(b, s, r, caller, n, a, words, extra);
      case Configure => SetSlotsGood(b, s, r, n, a, operation, words, extra);
      case SetTimeoutEndpoint => SetSlotsGood(b, s, r, n, a, operation, words, extra);
      case SetIpcBuffer => SetSlotsGood(b, s, r, n, a, operation, words, extra);
      case SetSpace => SetSlotsGood(b, s, r, n, a, operation, words, extra);
    }
  }
}
