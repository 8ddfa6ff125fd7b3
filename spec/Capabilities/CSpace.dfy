// SPDX-License-Identifier: BSD-2-Clause
include "CapabilityRules.dfy"

/// Translates capability addresses to slots through guarded tables of CNodes.
module CSpace {
  import opened State
  import opened CapabilityRules

  /// A slot, and the address bits that were not needed to find it.
  datatype Found = Found(slot: Slot, bitsLeft: nat)
  datatype Resolution = At(found: Found) | Fails(failure: LookupFailure)

  /// Walks CNodes from one on, with the lowest `bits` bits of an address. A CNode has two slots or more, so each uses up bits.
  function Resolve(caps: map<Slot, Cap>, node: Cap, address: nat, bits: nat): Resolution
    decreases bits
  {
    if !node.CNodeCap? then Fails(InvalidRoot)
    else
      var used := node.guardSize + node.radix;
      if node.guardSize > bits || (address / Pow2(bits - node.guardSize)) % Pow2(node.guardSize) != node.guard then
        Fails(GuardMismatch(bits, node.guard, node.guardSize))
      else if used > bits || used == 0 then Fails(DepthMismatch(bits, used))
      else
        var left := bits - used;
        var slot := Slot(node.address, (address / Pow2(left)) % Pow2(node.radix));
        if left == 0 || slot !in caps || !caps[slot].CNodeCap? then At(Found(slot, left))
        else Resolve(caps, caps[slot], address, left)
  }

  /// Finds the slot that a system call names with a full word; bits behind a slot that holds no CNode are not looked at.
  function Lookup(s: State, root: Option<Cap>, address: nat): Result<Slot> {
    if root.None? then Refused(FailedLookup(false, InvalidRoot))
    else
      match Resolve(s.caps, root.value, address, WordBits)
      case Fails(failure) => Refused(FailedLookup(false, failure))
      case At(found) => Ok(found.slot)
  }

  /// Finds the slot at exactly `depth` bits, as the invocations that handle slots name it.
  function LookupAtDepth(s: State, root: Option<Cap>, address: nat, depth: nat, isSource: bool): Result<Slot> {
    if root.None? || !root.value.CNodeCap? then Refused(FailedLookup(isSource, InvalidRoot))
    else if depth < 1 || depth > WordBits then Refused(RangeError(1, WordBits))
    else
      match Resolve(s.caps, root.value, address, depth)
      case Fails(failure) => Refused(FailedLookup(isSource, failure))
      case At(found) =>
        if found.bitsLeft > 0 then Refused(FailedLookup(isSource, DepthMismatch(found.bitsLeft, 0)))
        else Ok(found.slot)
  }

  /// What a slot holds.
  function Held(s: State, slot: Slot): Option<Cap> {
    if slot in s.caps then Some(s.caps[slot]) else None
  }
}
