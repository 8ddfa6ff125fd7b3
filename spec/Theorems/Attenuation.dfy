// SPDX-License-Identifier: BSD-2-Clause
include "CNodeInvariants.dfy"
include "../Entry/MessageTransfer.dfy"

/// A capability that is made from another one gives no more authority: the step that authority confinement rests on.
module Attenuation {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Access
  import CNodes
  import opened MessageTransfer

  /// Whether having `cap` allows nothing that having `source` does not: the same object, no more rights, the same badge unless there
  /// was none.
  ghost predicate NoMore(cap: Cap, source: Cap) {
    match (cap, source)
    case (EndpointCap(a, badge, send, receive, grant, grantReply), EndpointCap(b, given, mySend, myReceive, myGrant, myGrantReply)) =>
      && a == b && (given != 0 ==> badge == given)
      && (send ==> mySend) && (receive ==> myReceive) && (grant ==> myGrant) && (grantReply ==> myGrantReply)
    case (NotificationCap(a, badge, send, receive), NotificationCap(b, given, mySend, myReceive)) =>
      a == b && (given != 0 ==> badge == given) && (send ==> mySend) && (receive ==> myReceive)
    case (ReplyCap(a, grant), ReplyCap(b, myGrant)) => a == b && (grant ==> myGrant)
    case (CNodeCap(a, radix, _, _), CNodeCap(b, myRadix, _, _)) => a == b && radix == myRadix
    case (FrameCap(a, bits, isDevice, access, _), FrameCap(b, myBits, myDevice, myAccess, _)) =>
      a == b && bits == myBits && isDevice == myDevice && AtMost(access, myAccess)
    case _ => cap == source
  }

  ghost predicate AtMost(access: Permission, limit: Permission) {
    access == NoAccess || access == limit || (access == ReadOnly && limit == ReadWrite)
  }

  lemma Transitive(a: Cap, b: Cap, c: Cap)
    requires NoMore(a, b) && NoMore(b, c)
    ensures NoMore(a, c)
  {
  }

  lemma Masked(cap: Cap, rights: Rights)
    ensures NoMore(MaskRights(cap, rights), cap)
  {
  }

  lemma Updated(isMove: bool, data: nat, cap: Cap)
    ensures UpdateData(isMove, data, cap).Some? ==> NoMore(UpdateData(isMove, data, cap).value, cap)
  {
  }

  lemma Derived(cap: Cap, hasChildren: bool)
    ensures var r := Derive(cap, hasChildren);
      r.Ok? && r.result.Some? ==> NoMore(r.result.value, cap)
  {
  }

  /// Copy, Mint, Move and Mutate put a capability in the destination that gives no more authority than the one it is made from.
  lemma MadeNoMore(s: State, source: Slot, operation: CNodes.Label, words: seq<nat>)
    requires source in s.caps && |words| >= CNodes.WordsOf(operation)
    ensures var r := CNodes.MakeCapability(s, source, operation, words);
      r.Ok? && r.result.Some? ==> NoMore(r.result.value, s.caps[source])
  {
    var cap := s.caps[source];
    match operation
    case CopyLabel =>
      var masked := MaskRights(cap, RightsOf(words[4]));
      Masked(cap, RightsOf(words[4]));
      Derived(masked, HasChildren(s, source));
      var r := CNodes.MakeCapability(s, source, operation, words);
      if r.Ok? && r.result.Some? { Transitive(r.result.value, masked, cap); }
    case MintLabel =>
      var masked := MaskRights(cap, RightsOf(words[4]));
      Masked(cap, RightsOf(words[4]));
      Updated(false, words[5], masked);
      match UpdateData(false, words[5], masked) {
        case None =>
        case Some(given) =>
          Derived(given, HasChildren(s, source));
          Transitive(given, masked, cap);
          var r := CNodes.MakeCapability(s, source, operation, words);
          if r.Ok? && r.result.Some? { Transitive(r.result.value, given, cap); }
      }
    case MutateLabel => Updated(true, words[4], cap);
    case _ =>
  }

  /// Whether a slot has got a capability made from another one, and nothing else has changed but that one.
  ghost predicate Arrived(s: State, t: State, source: Slot, destination: Slot)
    requires source in s.caps
  {
    && destination in t.caps && destination !in s.caps
    && NoMore(t.caps[destination], s.caps[source])
    && (forall x :: x != destination && x != source ==> Held(t, x) == Held(s, x))
  }

  /// A capability that arrives with a message gives no more authority than the one that was sent, and nothing but its slot and the
  /// capability it was made from changes.
  lemma ReceivedNoMore(s: State, source: Slot, receiver: Address)
    ensures var r := ReceiveCap(s, source, receiver);
      r.Some? && IndexOf(s.tree, source) < |s.tree| ==>
        source in s.caps && (exists destination :: Arrived(s, r.value, source, destination))
  {
    var r := ReceiveCap(s, source, receiver);
    if r.Some? && IndexOf(s.tree, source) < |s.tree| {
      var path := ThreadAt(s, receiver).receive;
      var root := Lookup(s, Held(s, Slot(receiver, CSpaceRoot)), path.root).result;
      var destination := LookupAtDepth(s, Held(s, root), path.index, path.depth, false).result;
      Derived(s.caps[source], HasChildren(s, source));
      assert Arrived(s, r.value, source, destination);
    }
  }

  /// Without the right to grant, a message transfers no capability.
  lemma NoGrantNoTransfer(s: State, sender: Address, endpoint: Option<Address>, badge: nat, receiver: Address)
    ensures Transfer(s, sender, endpoint, badge, false, receiver).caps == s.caps
  {
  }
}
