using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Surrogates;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nsga2;

/// <summary>
/// NSGA-II: a genetic algorithm that approaches the whole <see cref="ParetoFront"/> of score and costs. No architecture is proposed twice.
/// </summary>
/// <remarks>
/// <para>Deb et al., "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II" (2002), IEEE Transactions on Evolutionary Computation
/// 6(2). Where no
/// candidate keeps within the limits, the search goes towards those that exceed them least, and the front of what it found is empty.</para>
/// <para>With <see cref="Nsga2Options.Screening"/> far more children are bred than are evaluated, as in NSGANetV2 (arXiv:2007.10396):
/// surrogates of score
/// and costs, fitted to all that was evaluated before each generation, say which. Each fit is reported as a
/// <see cref="SurrogateTrained"/>.</para>
/// </remarks>
/// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
internal sealed class Nsga2Proposer(Nsga2Options? options = null) : IProposer
{
    private readonly Nsga2Options _options = options ?? new();

    /// <summary>The clock that the events' times are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// The space is no <see cref="IMutationSpace"/>, no <see cref="ICrossoverSpace"/> or, where children are screened, no
    /// <see cref="ISequenceSpace"/>.
    /// </exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">
    /// The space is no <see cref="IMutationSpace"/>, no <see cref="ICrossoverSpace"/> or, where children are screened, no
    /// <see cref="ISequenceSpace"/>.
    /// </exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (crossover, mutation) = (Proposals.Capable<ICrossoverSpace>(space), Proposals.Capable<IMutationSpace>(space));
        var screening = _options.Screening is { } settings
            ? new Screening(Proposals.Capable<ISequenceSpace>(space), _options.Objectives, settings, new SurrogateReport(context, Clock))
            : null;
        return new Nsga2Run(crossover, mutation, _options, screening, new Random(seed), context);
    }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(Nsga2Proposer)} with {_options}";
}
