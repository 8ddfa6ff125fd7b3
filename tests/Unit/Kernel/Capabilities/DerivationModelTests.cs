// SPDX-License-Identifier: BSD-2-Clause
using Caprock.Abi;
using Caprock.Kernel.Capabilities;
using Caprock.Kernel.Entry;
using Xunit;

namespace Caprock.Tests.Unit.Kernel.Capabilities;

/// <summary>Long random sequences of operations, compared after each step with a tree of parents that knows nothing of lists.</summary>
public sealed unsafe class DerivationModelTests : IDisposable
{
    private const int First = 10;
    private const int Last = 60;
    private const int Steps = 3000;

    private readonly CapabilityArena arena = new();
    private readonly Dictionary<int, Node> nodes = [];

    public void Dispose() => arena.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_derivation_list_agrees_with_a_tree_of_parents(int seed)
    {
        var random = new Random(seed);
        nodes[CapabilityArena.Memory] = new Node(null, Kind.Memory, 0);
        for (int step = 0; step < Steps; step++)
        {
            int a = random.Next(First, Last);
            int b = random.Next(First, Last);
            switch (random.Next(8))
            {
                case 0:
                    Make(a, random.Next(3));
                    break;
                case 1:
                case 2:
                    Copy(a, b);
                    break;
                case 3:
                    Mint(a, b, (ulong)random.Next(1, 3));
                    break;
                case 4:
                    Move(a, b);
                    break;
                case 5:
                    Rotate(random.Next(First, Last), a, b);
                    break;
                case 6:
                    Delete(a);
                    break;
                default:
                    Revoke(random.Next(40) == 0 ? CapabilityArena.Memory : a);
                    break;
            }

            arena.CheckList();
            CheckAgainstModel();
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Random_CNodes_full_of_capabilities_to_CNodes_never_break_the_list(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 60; round++)
        {
            arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.CapTable, 2, First, 12));
            arena.Expect(Error.NoError, arena.Retype(CapabilityArena.Memory, ObjectType.Tcb, 0, First + 12, 4));
            var table = (Slot*)arena.Cap(First).ObjectAddress;
            for (int i = 0; i < 16; i++)
            {
                Scatter(First + i, table, random);
            }

            for (int i = 0; i < 30; i++)
            {
                arena.InterruptPending = random.Next(2) == 0;
                Deletion.Delete(table + random.Next(48));
                arena.CheckList();
            }

            arena.InterruptPending = true;
            arena.Expect(
                Error.NoError, arena.Finish(() => arena.RevokeWithPreemptionAtEveryStep(CapabilityArena.Memory)));
            arena.InterruptPending = false;
            Assert.True(Slot.Next(arena.At(CapabilityArena.Memory)) == null);
            for (int i = 0; i < 48; i++)
            {
                Assert.True(Slot.IsEmpty(table + i));
            }
        }
    }

    private void Scatter(int slot, Slot* table, Random random)
    {
        for (int copies = random.Next(3); copies > 0; copies--)
        {
            Slot* place = table + random.Next(48);
            if (Slot.IsEmpty(place))
            {
                DerivationTree.Insert(arena.Cap(slot), arena.At(slot), place);
            }
        }

        Slot* home = table + random.Next(48);
        if (Slot.IsEmpty(home) && random.Next(4) != 0)
        {
            DerivationTree.Move(arena.Cap(slot), arena.At(slot), home);
        }
    }

    private void Make(int slot, int type)
    {
        ObjectType[] types = [ObjectType.Endpoint, ObjectType.Notification, ObjectType.Reply];
        Outcome outcome = arena.Retype(CapabilityArena.Memory, types[type], 0, slot);
        arena.Expect(nodes.ContainsKey(slot) ? Error.DeleteFirst : Error.NoError, outcome);
        if (outcome == Outcome.Success)
        {
            nodes[slot] = new Node(nodes[CapabilityArena.Memory], type == 2 ? Kind.Plain : Kind.Badgeable, 0) { IsOriginal = true };
        }
    }

    private void Copy(int from, int to)
    {
        Outcome outcome = arena.Copy(from, to);
        Error expected = nodes.ContainsKey(to) ? Error.DeleteFirst
            : !nodes.ContainsKey(from) ? Error.FailedLookup : Error.NoError;
        arena.Expect(expected, outcome);
        if (expected == Error.NoError)
        {
            nodes[to] = Derived(nodes[from], nodes[from].Badge);
        }
    }

    private void Mint(int from, int to, ulong badge)
    {
        Outcome outcome = arena.Mint(from, to, badge);
        Error expected = nodes.ContainsKey(to) ? Error.DeleteFirst
            : !nodes.TryGetValue(from, out Node? source) ? Error.FailedLookup
            : source.Kind == Kind.Badgeable && source.Badge != 0 ? Error.IllegalOperation : Error.NoError;
        arena.Expect(expected, outcome);
        if (expected == Error.NoError)
        {
            Node parent = nodes[from];
            nodes[to] = Derived(parent, parent.Kind == Kind.Badgeable ? badge : 0);
        }
    }

    /// <summary>A capability with a new badge is an original; any other is not, and copies of copies are siblings.</summary>
    private static Node Derived(Node source, ulong badge) =>
        new(source.IsOriginal ? source : source.Parent, source.Kind, badge) { IsOriginal = badge != source.Badge };

    private void Move(int from, int to)
    {
        Outcome outcome = arena.Move(from, to);
        Error expected = nodes.ContainsKey(to) ? Error.DeleteFirst
            : !nodes.ContainsKey(from) ? Error.FailedLookup : Error.NoError;
        arena.Expect(expected, outcome);
        if (expected == Error.NoError && nodes.Remove(from, out Node? node))
        {
            nodes[to] = node;
        }
    }

    private void Rotate(int destination, int pivot, int source)
    {
        bool isAllowed = pivot != source && pivot != destination
            && (source == destination || !nodes.ContainsKey(destination))
            && nodes.TryGetValue(source, out Node? atSource) && nodes.TryGetValue(pivot, out Node? atPivot)
            && atSource.Kind == Kind.Plain && atPivot.Kind == Kind.Plain;
        Outcome outcome = arena.Rotate(destination, pivot, source);
        Assert.Equal(isAllowed, outcome == Outcome.Success);
        if (isAllowed)
        {
            Node moved = nodes[pivot];
            nodes[pivot] = nodes[source];
            nodes.Remove(source);
            nodes[destination] = moved;
        }
    }

    private void Delete(int slot)
    {
        arena.Expect(Error.NoError, arena.Delete(slot));
        if (nodes.Remove(slot, out Node? removed))
        {
            foreach (Node node in nodes.Values.Where(node => node.Parent == removed))
            {
                node.Parent = removed.Parent;
            }
        }
    }

    private void Revoke(int slot)
    {
        arena.Expect(Error.NoError, arena.Revoke(slot));
        if (nodes.TryGetValue(slot, out Node? root))
        {
            foreach (int index in nodes.Where(pair => pair.Value.IsBelow(root)).Select(pair => pair.Key).ToList())
            {
                nodes.Remove(index);
            }
        }
    }

    private void CheckAgainstModel()
    {
        for (int index = First; index < Last; index++)
        {
            Assert.Equal(nodes.ContainsKey(index), !arena.IsEmpty(index));
        }

        foreach ((int index, Node node) in nodes)
        {
            int descendants = 0;
            Slot* slot = arena.At(index);
            for (Slot* next = Slot.Next(slot); next != null && DerivationTree.IsParentOf(slot, next); next = Slot.Next(next))
            {
                Assert.True(nodes[(int)(next - arena.At(0))].IsBelow(node));
                descendants++;
            }

            Assert.Equal(nodes.Values.Count(other => other.IsBelow(node)), descendants);
        }
    }

    private enum Kind
    {
        Memory,
        Badgeable,
        Plain,
    }

    private sealed class Node(Node? parent, Kind kind, ulong badge)
    {
        public Node? Parent { get; set; } = parent;

        public Kind Kind => kind;

        public ulong Badge => badge;

        public bool IsOriginal { get; init; }

        public bool IsBelow(Node other)
        {
            for (Node? node = Parent; node != null; node = node.Parent)
            {
                if (node == other)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
