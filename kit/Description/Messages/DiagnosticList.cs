// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Messages;

/// <summary>Everything found in a description; readers and checks go on after an error.</summary>
/// <remarks>
/// A wrong value is replaced by some right one, about which a later stage could complain without cause. So each stage is silent about
/// places where an earlier one found an error, and does not compare others with what stands there.
/// </remarks>
public sealed class DiagnosticList
{
    private readonly HashSet<Diagnostic> _items = [];
    private HashSet<SourcePosition> _doubtful = [];

    /// <summary>Whether there is anything that prevents a system.</summary>
    public bool HasErrors => _items.Any(item => item.Severity == Severity.Error);

    /// <summary>Whether an earlier stage found an error at a place.</summary>
    public bool IsDoubtful(SourcePosition position) => _doubtful.Contains(position);

    /// <summary>Begins the next stage.</summary>
    public void NextStage() =>
        _doubtful = [.. _items.Where(item => item.Severity == Severity.Error).Select(item => item.Position)];

    /// <summary>Notes an error.</summary>
    public void Error(SourcePosition position, string problem, string advice) => Add(position, Severity.Error, problem, advice);

    /// <summary>Notes a warning.</summary>
    public void Warning(SourcePosition position, string problem, string advice) => Add(position, Severity.Warning, problem, advice);

    /// <summary>All of them in the order of the file.</summary>
    public IReadOnlyList<Diagnostic> InOrder() =>
        [.. _items.OrderBy(item => item.Position).ThenBy(item => item.Problem, StringComparer.Ordinal)];

    private void Add(SourcePosition position, Severity severity, string problem, string advice)
    {
        if (!IsDoubtful(position))
        {
            _items.Add(new Diagnostic(position, severity, problem, advice));
        }
    }
}
