using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;

/// <summary>Reinforcement learning: an LSTM writes architectures and learns to write what scored high.</summary>
/// <remarks>
/// <para>Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), arXiv:1611.01578: REINFORCE with a moving average as
/// baseline.
/// With <see cref="ProximalPolicyUpdate"/> the search of NASNet, Zoph et al. (2018), arXiv:1707.07012.</para>
/// <para>No architecture is evaluated twice: where the controller writes one again beside new ones, it learns from the score that is known.
/// Where it
/// writes nothing new any more, architectures are drawn at random. What it learns is reported as a
/// <see cref="ControllerTrained"/>.</para>
/// </remarks>
/// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
internal sealed class ReinforcementProposer(ReinforcementOptions? options = null) : IProposer
{
    private readonly ReinforcementOptions _options = options ?? new();

    /// <summary>The clock that the events' times are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The space is no <see cref="ISequenceSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">The space is no <see cref="ISequenceSpace"/>.</exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new ReinforcementRun(
            Proposals.Capable<ISequenceSpace>(space),
            _options,
            new Random(seed),
            new ControllerReport(Proposals.Given(context), Clock));

    /// <inheritdoc />
    public override string ToString() => $"{nameof(ReinforcementProposer)} with {_options}";
}
