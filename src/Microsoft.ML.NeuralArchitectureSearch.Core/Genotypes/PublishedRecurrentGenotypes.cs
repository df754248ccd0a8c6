using System.Collections.Immutable;
using static Microsoft.ML.NeuralArchitectureSearch.Genotypes.ActivationNames;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>The recurrent cells of the literature.</summary>
/// <remarks>The figures are those that their authors, or papers comparing with them, report.</remarks>
public static class PublishedRecurrentGenotypes
{
    /// <summary>The cell that DARTS found with the first-order architecture gradient.</summary>
    /// <remarks>
    /// <para>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055.</para>
    /// <para>Penn Treebank: test perplexity 57.6, 23 million parameters, search 0.5 GPU days.</para>
    /// </remarks>
    public static RecurrentGenotype DartsV1 { get; } = new(
        [
            new(Relu, 0), new(Relu, 1), new(Tanh, 2), new(Relu, 3), new(Relu, 4), new(Identity, 1),
            new(Relu, 5), new(Relu, 1),
        ]);

    /// <summary>The cell that DARTS found with the second-order architecture gradient.</summary>
    /// <remarks>
    /// <para>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055.</para>
    /// <para>Penn Treebank: test perplexity 55.7, 23 million parameters, search 1 GPU day.</para>
    /// </remarks>
    public static RecurrentGenotype DartsV2 { get; } = new(
        [
            new(Sigmoid, 0), new(Relu, 1), new(Relu, 1), new(Identity, 1), new(Tanh, 2), new(Sigmoid, 5),
            new(Tanh, 3), new(Relu, 5),
        ]);

    /// <summary>The cell that ENAS found by reinforcement learning on shared weights.</summary>
    /// <remarks>
    /// <para>Pham et al., "Efficient Neural Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268.</para>
    /// <para>Penn Treebank: test perplexity 58.6 where the authors of DARTS trained it, 24 million parameters, search 0.5 GPU days.</para>
    /// </remarks>
    public static RecurrentGenotype Enas { get; } = new(
        [
            new(Tanh, 0), new(Tanh, 1), new(Relu, 1), new(Tanh, 3), new(Tanh, 3), new(Relu, 3),
            new(Relu, 4), new(Relu, 7), new(Relu, 8), new(Relu, 8), new(Relu, 8),
        ],
        [2, 5, 6, 9, 10, 11]);

    /// <summary>The cell that NAO found.</summary>
    /// <remarks>
    /// <para>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233.</para>
    /// <para>Penn Treebank: test perplexity 56.0, 27 million parameters. WikiText-2: 67.1.</para>
    /// </remarks>
    public static RecurrentGenotype Nao { get; } = new(
        [
            new(Relu, 0), new(Relu, 0), new(Relu, 1), new(Tanh, 3), new(Relu, 4), new(Relu, 4),
            new(Relu, 5), new(Relu, 1), new(Relu, 7), new(Relu, 1), new(Identity, 1),
        ]);

    /// <summary>The cell that NAO found on shared weights.</summary>
    /// <remarks>
    /// <para>Luo et al., "Neural Architecture Optimization" (2018), arXiv:1808.07233.</para>
    /// <para>Penn Treebank: test perplexity 56.6, 27 million parameters, search 0.4 GPU days.</para>
    /// </remarks>
    public static RecurrentGenotype NaoWeightSharing { get; } = new(
        [
            new(Relu, 0), new(Relu, 1), new(Identity, 2), new(Identity, 1), new(Relu, 4), new(Relu, 4),
            new(Relu, 4), new(Relu, 7), new(Identity, 8), new(Tanh, 1), new(Relu, 4),
        ]);

    /// <summary>All of them by the name that the field uses.</summary>
    public static IReadOnlyDictionary<string, RecurrentGenotype> All { get; } = new Dictionary<string, RecurrentGenotype>
    {
        ["DARTS_V1"] = DartsV1,
        ["DARTS_V2"] = DartsV2,
        ["ENAS"] = Enas,
        ["NAO"] = Nao,
        ["NAO_WS"] = NaoWeightSharing,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
