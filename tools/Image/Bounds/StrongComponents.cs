// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>Groups blocks that reach each other, in an order in which control moves forward. Tarjan's algorithm.</summary>
internal sealed class StrongComponents
{
    private readonly HashSet<FlowBlock> _blocks;
    private readonly FlowBlock? _cut;
    private readonly Dictionary<FlowBlock, int> _index = [];
    private readonly Dictionary<FlowBlock, int> _low = [];
    private readonly Stack<FlowBlock> _open = new();
    private readonly HashSet<FlowBlock> _isOpen = [];
    private readonly List<List<FlowBlock>> _components = [];

    private StrongComponents(HashSet<FlowBlock> blocks, FlowBlock? cut)
    {
        _blocks = blocks;
        _cut = cut;
    }

    /// <summary>Groups the blocks reachable from an entry.</summary>
    /// <param name="blocks">Blocks to look at.</param>
    /// <param name="entry">Where to begin.</param>
    /// <param name="cutsReturns">Whether to leave out what leads back to the entry.</param>
    public static List<List<FlowBlock>> Find(HashSet<FlowBlock> blocks, FlowBlock entry, bool cutsReturns)
    {
        StrongComponents search = new(blocks, cutsReturns ? entry : null);
        search.Visit(entry);
        search._components.Reverse();
        return search._components;
    }

    private void Visit(FlowBlock root)
    {
        Stack<(FlowBlock Block, int Next)> work = new();
        Open(root);
        work.Push((root, 0));
        while (work.TryPop(out (FlowBlock Block, int Next) item))
        {
            if (item.Next < item.Block.Successors.Count)
            {
                work.Push((item.Block, item.Next + 1));
                Follow(item.Block, item.Block.Successors[item.Next], work);
                continue;
            }

            Close(item.Block);
            if (work.TryPeek(out (FlowBlock Block, int Next) before))
            {
                _low[before.Block] = Math.Min(_low[before.Block], _low[item.Block]);
            }
        }
    }

    private void Follow(FlowBlock block, FlowBlock target, Stack<(FlowBlock Block, int Next)> work)
    {
        if (target == _cut || !_blocks.Contains(target))
        {
            return;
        }

        if (!_index.ContainsKey(target))
        {
            Open(target);
            work.Push((target, 0));
        }
        else if (_isOpen.Contains(target))
        {
            _low[block] = Math.Min(_low[block], _index[target]);
        }
    }

    private void Open(FlowBlock block)
    {
        _low[block] = _index[block] = _index.Count;
        _open.Push(block);
        _ = _isOpen.Add(block); // Ignored: a block is opened once.
    }

    private void Close(FlowBlock block)
    {
        if (_low[block] != _index[block])
        {
            return;
        }

        List<FlowBlock> component = [];
        do
        {
            component.Add(_open.Pop());
            _ = _isOpen.Remove(component[^1]); // Ignored: an open block is in the set.
        }
        while (component[^1] != block);

        _components.Add(component);
    }
}
