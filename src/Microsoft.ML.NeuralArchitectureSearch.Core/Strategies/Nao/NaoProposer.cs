using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;

namespace Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;

/// <summary>
/// Neural architecture optimization (NAO): embeds architectures into a continuous space, learns there which are good, moves the best ones
/// uphill, and reads
/// new architectures back.
/// </summary>
/// <remarks>
/// Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233, Algorithm 1. Each training is reported as a
/// <see cref="NaoGenerationTrained"/>.
/// A candidate that failed counts as good as the worst that did not.
/// </remarks>
/// <param name="options">How to search. Default: the values of <see cref="NaoOptions"/>.</param>
internal sealed class NaoProposer(NaoOptions? options = null) : IProposer
{
    /// <summary>How it searches.</summary>
    public NaoOptions Options { get; } = options ?? new NaoOptions();

    /// <summary>The clock that the events' times are measured by. Default: the system's.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider Clock { get; init => field = Checked.NotNull(value, nameof(Clock)); } = TimeProvider.System;

    /// <inheritdoc />
    /// <exception cref="ArgumentException">
    /// The architectures of the space cannot be written as tokens: it is no <see cref="ISequenceSpace"/>.
    /// </exception>
    public IProposerRun Start(ISearchSpace space, int seed, IProgress<SearchEvent>? progress = null) =>
        Start(space, seed, new ProposerContext { Progress = progress });

    /// <inheritdoc />
    /// <exception cref="ArgumentNullException">There is no space or no context.</exception>
    /// <exception cref="ArgumentException">
    /// The architectures of the space cannot be written as tokens: it is no <see cref="ISequenceSpace"/>.
    /// </exception>
    public IProposerRun Start(ISearchSpace space, int seed, ProposerContext context) =>
        new NaoRun(Proposals.Capable<ISequenceSpace>(space), Options, seed, Proposals.Given(context), Clock);

    /// <inheritdoc />
    public override string ToString() => $"{nameof(NaoProposer)} with {Options}";
}
