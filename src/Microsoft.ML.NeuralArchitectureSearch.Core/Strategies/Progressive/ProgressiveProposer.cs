using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Progressive;

/// <summary>
/// Progressive search: from small architectures to large ones, with a predictor that says which of the next size are worth an evaluation.
/// </summary>
/// <remarks>
/// <para>Liu et al., "Progressive Neural Architecture Search" (2018), arXiv:1712.00559, algorithm 1, with the ensemble of perceptrons of
/// section 4.
/// The smallest architectures are evaluated, all of them or K; then, level by level, a predictor is trained on all that is known, every
/// architecture
/// of the level before is grown in every way, and the K of the best predictions are evaluated.</para>
/// <para>The paper ends with the last level. Here the predictor is trained anew after each K, and goes on there until nothing is left to
/// grow. Each
/// training is reported as a <see cref="SurrogateTrained"/>.</para>
/// </remarks>
/// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
internal sealed class ProgressiveProposer(ProgressiveOptions? options = null) : IProposer
{
    private readonly ProgressiveOptions _options = options ?? new();

    /// <summary>The clock that the events' times are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space is no <see cref="IProgressiveSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space is no <see cref="IProgressiveSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new ProgressiveRun(
            Proposals.Capable<IProgressiveSpace>(space),
            _options,
            new Random(seed),
            new SurrogateReport(Proposals.Given(context), Clock));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(ProgressiveProposer)} with {_options}";
}
