using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>
/// Successive halving over any proposer: its candidates are trained for a few epochs, the best of them for more, until one is trained in
/// full.
/// </summary>
/// <remarks>
/// <para>Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization" (2016), arXiv:1502.07943,
/// algorithm 1, with the
/// budgets of Li et al., arXiv:1603.06560. Then the next round begins with new candidates.</para>
/// <para>
/// The evaluator must heed <see cref="Evaluation.Candidate.Epochs"/>. The proposer beneath is told every candidate's score at the first
/// rung.
/// </para>
/// </remarks>
internal sealed class SuccessiveHalvingProposer : IProposer
{
    private readonly IProposer _source;
    private readonly SuccessiveHalvingOptions _options;
    private readonly BracketPlan _plan;

    /// <summary>Creates the proposer.</summary>
    /// <param name="source">Where the candidates come from.</param>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    /// <exception cref="ArgumentException">The least epochs are more than the most.</exception>
    public SuccessiveHalvingProposer(IProposer source, SuccessiveHalvingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _options = options ??= new();
        _plan = new(
            options.Candidates, BracketPlan.Rungs(
                options.LeastEpochs,
                options.MostEpochs,
                options.ReductionFactor,
                nameof(options)), options.ReductionFactor);
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space cannot do what the source needs.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space cannot do what the source needs.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new BracketRun(space, [_plan], [_source.Start(space, seed, context)], context);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(SuccessiveHalvingProposer)} over {_source} with {_options}";
}
