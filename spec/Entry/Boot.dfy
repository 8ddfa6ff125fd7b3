// SPDX-License-Identifier: BSD-2-Clause
include "../Objects/Untyped.dfy"

/// The state at boot: capabilities that were derived from none, added one by one to the empty state.
module Boot {
  import opened State
  import opened CapabilityRules
  import opened Untypeds

  /// A capability that exists from the beginning, in a slot; with the object that it names, if it names one.
  datatype Part = Part(cap: Cap, slot: Slot)

  function Add(s: State, part: Part): State {
    var made := NewObject(part.cap, 0);
    s.(caps := s.caps[part.slot := part.cap],
       tree := s.tree + [Node(part.slot, 0, true)],
       objects := if made.Some? then s.objects[part.cap.address := made.value] else s.objects)
  }

  /// The state with all parts and interrupts that nobody handles yet.
  function Initial(irqs: map<nat, IrqUse>, parts: seq<Part>): State {
    if parts == [] then Empty.(irqs := irqs) else Add(Initial(irqs, parts[..|parts| - 1]), parts[|parts| - 1])
  }
}
