// SPDX-License-Identifier: BSD-2-Clause
include "../Capabilities/CSpace.dfy"
include "../Capabilities/Deletion.dfy"

/// Invocations of CNode. All name a slot first: words 0 (index) and 1 (depth), from the invoked CNode on.
module CNodes {
  import opened State
  import opened CapabilityRules
  import opened DerivationTree
  import opened CSpace
  import opened Deletion

  datatype Label = RevokeLabel | DeleteLabel | CopyLabel | MintLabel | MoveLabel | MutateLabel | RotateLabel

  /// Carries out an invocation, given the words of the message and the slots of the capabilities in it.
  function Invoke(s: State, node: Cap, operation: Label, words: seq<nat>, extra: seq<Slot>): Result<State> {
    if |words| < 2 then Refused(TruncatedMessage)
    else
      match LookupAtDepth(s, Some(node), words[0], words[1], false)
      case Refused(error) => Refused(error)
      case Ok(target) =>
        match operation
        case RevokeLabel => Ok(Revoke(s, target))
        case DeleteLabel => Ok(Delete(s, target))
        case RotateLabel => Rotate(s, target, words, extra)
        case _ => InsertOrMove(s, target, operation, words, extra)
  }

  /// Number of words that an invocation needs.
  function WordsOf(operation: Label): nat {
    match operation
    case CopyLabel => 5
    case MintLabel => 6
    case MoveLabel => 4
    case MutateLabel => 5
    case RotateLabel => 8
    case _ => 2
  }

  predicate IsMove(operation: Label) {
    operation == MoveLabel || operation == MutateLabel
  }

  /// Copy, Mint, Move and Mutate: put one capability, derived or moved, in an empty slot.
  function InsertOrMove(s: State, destination: Slot, operation: Label, words: seq<nat>, extra: seq<Slot>): Result<State> {
    if |words| < WordsOf(operation) || |words| < 4 || |extra| < 1 then Refused(TruncatedMessage)
    else if destination in s.caps then Refused(DeleteFirst)
    else
      match LookupAtDepth(s, Held(s, extra[0]), words[2], words[3], true)
      case Refused(error) => Refused(error)
      case Ok(source) =>
        if source !in s.caps then Refused(FailedLookup(true, MissingCapability(words[3])))
        else
          match MakeCapability(s, source, operation, words)
          case Refused(error) => Refused(error)
          case Ok(None) => Refused(IllegalOperation)
          case Ok(Some(cap)) =>
            if IsMove(operation) then Ok(Move(s, cap, source, destination)) else Ok(Insert(s, cap, source, destination))
  }

  /// The capability that the destination gets, None when it would be none.
  function MakeCapability(s: State, source: Slot, operation: Label, words: seq<nat>): Result<Option<Cap>>
    requires source in s.caps && |words| >= WordsOf(operation)
  {
    var cap := s.caps[source];
    match operation
    case CopyLabel => Derive(MaskRights(cap, RightsOf(words[4])), HasChildren(s, source))
    case MintLabel =>
      (match UpdateData(false, words[5], MaskRights(cap, RightsOf(words[4])))
       case None => Ok(None)
       case Some(given) => Derive(given, HasChildren(s, source)))
    case MutateLabel => Ok(UpdateData(true, words[4], cap))
    case _ => Ok(Some(cap))
  }

  /// Moves a capability, possibly with new data, to an empty slot; it keeps its place in the tree.
  function Move(s: State, cap: Cap, from: Slot, to: Slot): State {
    Store(Swap(s, from, to), to, cap)
  }

  /// Moves the pivot's capability to the destination and the source's to the pivot, in one step.
  /// The destination may be the source, which makes it an exchange.
  function Rotate(s: State, destination: Slot, words: seq<nat>, extra: seq<Slot>): Result<State> {
    if |words| < 8 || |extra| < 2 then Refused(TruncatedMessage)
    else
      match LookupAtDepth(s, Held(s, extra[1]), words[6], words[7], true)
      case Refused(error) => Refused(error)
      case Ok(source) =>
        match LookupAtDepth(s, Held(s, extra[0]), words[3], words[4], true)
        case Refused(error) => Refused(error)
        case Ok(pivot) =>
          if pivot == source || pivot == destination then Refused(IllegalOperation)
          else if source != destination && destination in s.caps then Refused(DeleteFirst)
          else if source !in s.caps then Refused(FailedLookup(true, MissingCapability(words[7])))
          else if pivot !in s.caps then Refused(FailedLookup(false, MissingCapability(words[4])))
          else
            match (UpdateData(true, words[2], s.caps[pivot]), UpdateData(true, words[5], s.caps[source]))
            case (Some(toDestination), Some(toPivot)) =>
              if source == destination then
                Ok(Store(Store(Swap(s, source, pivot), source, toDestination), pivot, toPivot))
              else Ok(Move(Move(s, toDestination, pivot, destination), toPivot, source, pivot))
            case _ => Refused(IllegalOperation)
  }
}
