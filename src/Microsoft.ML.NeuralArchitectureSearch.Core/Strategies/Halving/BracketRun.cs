using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>Brackets one after the other, in turn of their kinds, until the sources have no more candidates.</summary>
/// <param name="space">The space.</param>
/// <param name="plans">The kinds of brackets.</param>
/// <param name="sources">For each kind its own source: scores after different numbers of epochs cannot be compared.</param>
/// <param name="context">Asked between candidates.</param>
internal sealed class BracketRun(
    ISearchSpace space,
    ImmutableArray<BracketPlan> plans,
    ImmutableArray<IProposerRun> sources,
    ProposerContext context) : IProposerRun
{
    private Bracket _bracket = new(plans[0], sources[0], 0);
    private int _brackets = 1;
    private int _empty;

    /// <inheritdoc />
    public ImmutableArray<Candidate> Propose(int count = 1) => Proposals.UpTo(count, Next, context);

    /// <inheritdoc />
    public void Observe(EvaluatedCandidate evaluated) => _bracket.Observe(Proposals.Member(space, evaluated));

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var source in sources)
        {
            source.Dispose();
        }
    }

    private Candidate? Next()
    {
        while (_empty < plans.Length)
        {
            if (_bracket.Next() is { } candidate)
            {
                return candidate;
            }

            if (!_bracket.IsOver)
            {
                return null;
            }

            _empty = _bracket.IsEmpty ? _empty + 1 : 0;
            var kind = _brackets % plans.Length;
            _bracket = new(plans[kind], sources[kind], _brackets++);
        }

        return null;
    }
}
