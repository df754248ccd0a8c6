using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Strategies;

/// <summary>Random search that, after some candidates, computes until it is cancelled.</summary>
/// <param name="candidates">How many candidates it proposes before.</param>
/// <param name="step">Called for every step of the computation, with its number from 1.</param>
internal sealed class ThinkingProposer(int candidates, Action<int>? step = null) : IProposer
{
    /// <summary>Steps of all runs.</summary>
    public int Steps { get; private set; }

    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext());

    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new Run(this, new RandomProposer().Start(space, seed), context);

    public override string ToString() => nameof(ThinkingProposer);

    private void Think(ProposerContext context)
    {
        while (true)
        {
            context.ThrowIfCancelled();
            Steps++;
            step?.Invoke(Steps);
        }
    }

    private sealed class Run(ThinkingProposer proposer, IProposerRun random, ProposerContext context) : IProposerRun
    {
        private readonly int _candidates = proposer.Candidates;
        private int _proposed;

        public ImmutableArray<Candidate> Propose(int count = 1)
        {
            if (++_proposed > _candidates)
            {
                proposer.Think(context);
            }

            return random.Propose(count);
        }

        public void Observe(EvaluatedCandidate evaluated) => random.Observe(evaluated);

        public void Dispose() => random.Dispose();
    }

    private int Candidates => candidates;
}
