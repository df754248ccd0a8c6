using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies;

/// <summary>Random search: draws architectures, none twice.</summary>
/// <remarks>
/// The baseline of Li and Talwalkar, "Random Search and Reproducibility for Neural Architecture Search" (2019), arXiv:1902.07638.
/// </remarks>
internal sealed class RandomProposer : IProposer
{
    /// <inheritdoc />
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(context);
        return new Run(space, new Random(seed), context);
    }

    /// <inheritdoc />
    public override string ToString() => nameof(RandomProposer);

    private sealed class Run(ISearchSpace space, Random random, ProposerContext context) : IProposerRun
    {
        private readonly NewArchitectures _new = new(space, random, context);

        public ImmutableArray<Candidate> Propose(int count = 1) =>
            Proposals.UpTo(count, () => _new.Next() is { } architecture ? new Candidate(architecture) : null, context);

        public void Observe(EvaluatedCandidate evaluated) => Proposals.Member(space, evaluated);

        public void Dispose()
        {
        }
    }
}
