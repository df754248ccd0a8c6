using System.Collections.Immutable;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Halving;

/// <summary>
/// Hyperband over any proposer: brackets of successive halving in turn, from many candidates with few epochs to few with all of them.
/// </summary>
/// <remarks>
/// <para>Li et al., "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization" (2018), arXiv:1603.06560, algorithm 1:
/// bracket s of
/// s_max, ..., 0 begins with ⌈(s_max + 1)/(s + 1) · η^s⌉ candidates and R · η^-s epochs.</para>
/// <para>The evaluator must heed <see cref="Evaluation.Candidate.Epochs"/>. Each kind of bracket has its own run of the proposer beneath,
/// which is told the
/// scores at the bracket's first rung.</para>
/// </remarks>
internal sealed class HyperbandProposer : IProposer
{
    private readonly IProposer _source;
    private readonly HyperbandOptions _options;
    private readonly ImmutableArray<BracketPlan> _plans;

    /// <summary>Creates the proposer.</summary>
    /// <param name="source">Where the candidates come from.</param>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException">There is no source.</exception>
    /// <exception cref="ArgumentException">The least epochs are more than the most.</exception>
    public HyperbandProposer(IProposer source, HyperbandOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _options = options ??= new();
        var rungs = BracketPlan.Rungs(options.LeastEpochs, options.MostEpochs, options.ReductionFactor, nameof(options));
        _plans = [.. Enumerable.Range(0, rungs.Length).Select(first => Plan(rungs, first, options.ReductionFactor))];
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space cannot do what the source needs.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space cannot do what the source needs.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context)
    {
        var random = new Random(seed);
        return new BracketRun(space, _plans, [.. _plans.Select(_ => _source.Start(space, random.Next(), context))], context);
    }

    /// <inheritdoc />
    public override string ToString() => $"{nameof(HyperbandProposer)} over {_source} with {_options}";

    private static BracketPlan Plan(ImmutableArray<int> rungs, int first, int reductionFactor)
    {
        var halvings = rungs.Length - 1 - first;
        var candidates = Math.Ceiling(rungs.Length * Math.Pow(reductionFactor, halvings) / (halvings + 1));
        return new((int)candidates, rungs[first..], reductionFactor);
    }
}
