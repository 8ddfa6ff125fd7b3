// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Subset;

/// <summary>Finds recursion among methods that call each other.</summary>
internal static class MethodCycles
{
    /// <summary>For each cycle that a search meets, the methods on it in the order of their calls.</summary>
    public static IEnumerable<IReadOnlyList<string>> Find(IReadOnlyDictionary<string, IReadOnlyList<string>> calls)
    {
        List<IReadOnlyList<string>> cycles = [];
        HashSet<string> done = [];
        foreach (string root in calls.Keys)
        {
            Search(root);
        }

        return cycles;

        void Search(string root)
        {
            List<string> path = [];
            Stack<(string Method, int Depth)> pending = new([(root, 0)]);
            while (pending.TryPop(out (string Method, int Depth) next))
            {
                done.UnionWith(path.Skip(next.Depth));
                path.RemoveRange(next.Depth, path.Count - next.Depth);
                int first = path.IndexOf(next.Method);
                if (first >= 0)
                {
                    cycles.Add([.. path.Skip(first), next.Method]);
                }
                else if (!done.Contains(next.Method) && calls.TryGetValue(next.Method, out IReadOnlyList<string>? callees))
                {
                    path.Add(next.Method);
                    callees.ToList().ForEach(callee => pending.Push((callee, path.Count)));
                }
            }

            done.UnionWith(path);
        }
    }
}
