// SPDX-License-Identifier: BSD-2-Clause
include "Finalisation.dfy"

/// Delete and revoke, with the destruction of containers slot by slot, from the last to the first.
/// A container whose last capability lies in a container under destruction is not followed: its zombie moves into its own first
/// slot, where nobody can name it, and goes when the memory is revoked.
module Deletion {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened Finalisation

  /// Whether a slot holds a zombie that has moved into its own first slot.
  predicate IsHidden(caps: map<Slot, Cap>, slot: Slot) {
    slot in caps && caps[slot].ZombieCap? && slot == Slot(caps[slot].address, 0)
  }

  /// What a deletion has before it: two for a capability, one for a hidden zombie.
  function Weight(caps: map<Slot, Cap>): nat {
    |caps.Keys| + |set slot | slot in caps && !IsHidden(caps, slot)|
  }

  /// Steps of the container in a slot.
  function Left(caps: map<Slot, Cap>, slot: Slot): nat {
    if slot !in caps then 0
    else
      match caps[slot]
      case ZombieCap(_, _, _, remaining) => remaining
      case CNodeCap(_, radix, _, _) => Pow2(radix) + 1
      case ThreadCap(_) => ThreadSlotCount + 1
      case _ => 0
  }

  /// One step of a deletion.
  opaque function Step(s: State, slot: Slot): State {
    var t := FinaliseSlot(s, slot);
    if slot !in t.caps || !t.caps[slot].ZombieCap? || t.caps[slot].remaining == 0 then t
    else
      var zombie := t.caps[slot];
      var first := Slot(zombie.address, 0);
      var last := Slot(zombie.address, zombie.remaining - 1);
      if last == slot then
        if zombie.remaining == 1 then Remove(Drop(t, zombie), slot) else Swap(t, slot, first)
      else
        var u := FinaliseSlot(t, last);
        if last in u.caps && u.caps[last].ZombieCap? then Swap(u, last, Slot(u.caps[last].address, 0))
        else Store(u, slot, zombie.(remaining := zombie.remaining - 1))
  }

  /// Whether a step has brought the deletion nearer to its end. It always has: see Theorems/Revocation.dfy.
  opaque predicate Progress(s: State, t: State, slot: Slot) {
    Weight(t.caps) < Weight(s.caps) || (Weight(t.caps) == Weight(s.caps) && Left(t.caps, slot) < Left(s.caps, slot))
  }

  /// Empties a slot and destroys its object when nothing else names that.
  opaque function Delete(s: State, slot: Slot): State
    decreases Weight(s.caps), Left(s.caps, slot)
  {
    if slot !in s.caps then s
    else
      reveal Progress();
      var t := Step(s, slot);
      if Progress(s, t, slot) then Delete(t, slot) else t
  }

  /// Deletes everything that was derived from the slot's capability.
  opaque function Revoke(s: State, slot: Slot): State
    decreases Weight(s.caps)
  {
    var i := IndexOf(s.tree, slot);
    if i == |s.tree| || !HasChildren(s, slot) then s
    else
      var t := Delete(s, s.tree[i + 1].slot);
      if Weight(t.caps) < Weight(s.caps) then Revoke(t, slot) else t
  }
}
