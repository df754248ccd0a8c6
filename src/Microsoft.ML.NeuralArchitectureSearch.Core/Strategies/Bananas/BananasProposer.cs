using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Bananas;

/// <summary>
/// Bayesian search: an ensemble of predictors says how good an architecture will be and how sure that is; mutants of the best compete by
/// it.
/// </summary>
/// <remarks>
/// <para>White, Neiswanger and Savani, "BANANAS: Bayesian Optimization with Neural Architectures for Neural Architecture Search" (2021),
/// arXiv:1910.11858, algorithm 1. The acquisition function is independent Thompson sampling, section 4: of all mutants those are evaluated
/// whose draw
/// from N(f̂(a), σ̂(a)²) is the highest, with mean and standard deviation of the ensemble's predictions.</para>
/// <para>Architectures are encoded as one-hot tokens, so that every space of sequences can be searched; the predictors learn ranks, not
/// scores.
/// Each training is reported as a <see cref="SurrogateTrained"/>.</para>
/// </remarks>
/// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
internal sealed class BananasProposer(BananasOptions? options = null) : IProposer
{
    private readonly BananasOptions _options = options ?? new();

    /// <summary>The clock that the events' times are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space is no <see cref="ISequenceSpace"/>, or no <see cref="IMutationSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space is no <see cref="ISequenceSpace"/>, or no <see cref="IMutationSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new BananasRun(
            Proposals.Capable<ISequenceSpace>(space), Proposals
                .Capable<IMutationSpace>(space), _options, new Random(seed), new SurrogateReport(Proposals.Given(context), Clock));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(BananasProposer)} with {_options}";
}
