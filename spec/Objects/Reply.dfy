// SPDX-License-Identifier: BSD-2-Clause
include "SchedContext.dfy"

/// Reply objects, the threads they name, and the scheduling context lent along a chain of calls.
module Replies {
  import opened State
  import opened Consistency
  import opened Access
  import opened WaitQueue
  import opened SchedContexts

  /// Makes a caller wait on a reply object, and lends its scheduling context to a passive callee.
  function Push(s: State, caller: Address, callee: Address, r: Address, canDonate: bool): (t: State)
    ensures Keeps(s, t)
  {
    var context := ThreadAt(s, caller).context;
    var t := AwaitReply(s, caller, r);
    if context.None? || ThreadAt(s, callee).context.Some? || !canDonate then t
    else
      var c := context.value;
      var earlier := RefAt(t, c, ContextReply);
      var u := Unlink(t, c, ContextReply);
      var v := if earlier.Some? then Link(u, r, ReplyPrevious, earlier.value) else u;
      Donate(Link(v, c, ContextReply, r), c, callee)
  }

  /// Takes a reply object out of its chain; the scheduling context stays where it is.
  function Unchain(s: State, r: Address): (t: State)
    ensures Keeps(s, t)
  {
    var previous, next, head := RefAt(s, r, ReplyPrevious), RefAt(s, r, ReplyNext), RefAt(s, r, ReplyHead);
    var t := Unlink(Unlink(Unlink(s, r, ReplyPrevious), r, ReplyNext), r, ReplyHead);
    if previous.None? then t
    else if head.Some? then Link(t, head.value, ContextReply, previous.value)
    else if next.Some? then Link(t, next.value, ReplyPrevious, previous.value)
    else t
  }

  /// Ends the wait of a reply object's caller: gives it its scheduling context back if that is still lent, and leaves it inactive.
  function Pop(s: State, r: Address): (t: State)
    ensures Keeps(s, t)
  {
    var head := RefAt(s, r, ReplyHead);
    match RefAt(s, r, ReplyCaller)
    case None => s
    case Some(caller) =>
      var t := Unlink(Unchain(s, r), r, ReplyCaller);
      if head.Some? && ThreadAt(t, caller).context.None? then Donate(t, head.value, caller) else t
  }
}
