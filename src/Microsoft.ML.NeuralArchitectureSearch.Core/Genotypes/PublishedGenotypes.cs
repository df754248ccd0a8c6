using System.Collections.Immutable;
using static Microsoft.ML.NeuralArchitectureSearch.Genotypes.OperationNames;

namespace Microsoft.ML.NeuralArchitectureSearch.Genotypes;

/// <summary>The convolutional cells of the literature.</summary>
/// <remarks>
/// The figures are those that their authors, or papers comparing with them, report. Where a skeleton other than that of DARTS was
/// trained (NASNet, AmoebaNet and PNASNet), a network built here of the same cells has another number of parameters.
/// </remarks>
public static class PublishedGenotypes
{
    /// <summary>The cells that DARTS found with the first-order architecture gradient.</summary>
    /// <remarks>
    /// <para>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055.</para>
    /// <para>CIFAR-10: test error 3.00 % with cutout, 3.3 million parameters, search 1.5 GPU days.</para>
    /// </remarks>
    public static Genotype DartsV1 { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(1, SeparableConvolution3x3), new(0, SeparableConvolution3x3)],
            [new(0, SkipConnect), new(1, SeparableConvolution3x3)],
            [new(0, SkipConnect), new(1, SeparableConvolution3x3)],
            [new(0, SeparableConvolution3x3), new(2, SkipConnect)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, MaxPooling3x3), new(1, MaxPooling3x3)],
            [new(2, SkipConnect), new(0, MaxPooling3x3)],
            [new(0, MaxPooling3x3), new(2, SkipConnect)],
            [new(2, SkipConnect), new(0, AveragePooling3x3)]));

    /// <summary>The cells that DARTS found with the second-order architecture gradient.</summary>
    /// <remarks>
    /// <para>Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055.</para>
    /// <para>CIFAR-10: test error 2.76 ± 0.09 % with cutout, 3.3 million parameters, search 4 GPU days.</para>
    /// <para>ImageNet (mobile setting): top-1 error 26.7 %, top-5 error 8.7 %, 4.7 million parameters, 574 million multiply-adds.</para>
    /// </remarks>
    public static Genotype DartsV2 { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(0, SeparableConvolution3x3), new(1, SeparableConvolution3x3)],
            [new(0, SeparableConvolution3x3), new(1, SeparableConvolution3x3)],
            [new(1, SeparableConvolution3x3), new(0, SkipConnect)],
            [new(0, SkipConnect), new(2, DilatedConvolution3x3)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, MaxPooling3x3), new(1, MaxPooling3x3)],
            [new(2, SkipConnect), new(1, MaxPooling3x3)],
            [new(0, MaxPooling3x3), new(2, SkipConnect)],
            [new(2, SkipConnect), new(1, MaxPooling3x3)]));

    /// <summary>The cells of NASNet-A, found by reinforcement learning.</summary>
    /// <remarks>
    /// <para>Zoph et al., "Learning Transferable Architectures for Scalable Image Recognition" (2018), arXiv:1707.07012.</para>
    /// <para>CIFAR-10: test error 2.65 % with cutout, 3.3 million parameters, search 1800 GPU days.</para>
    /// <para>ImageNet (mobile setting): top-1 error 26.0 %, top-5 error 8.4 %, 5.3 million parameters, 564 million multiply-adds.</para>
    /// </remarks>
    public static Genotype NasNet { get; } = new(
        Cell(
            [2, 3, 4, 5, 6],
            [new(1, SeparableConvolution5x5), new(0, SeparableConvolution3x3)],
            [new(0, SeparableConvolution5x5), new(0, SeparableConvolution3x3)],
            [new(1, AveragePooling3x3), new(0, SkipConnect)],
            [new(0, AveragePooling3x3), new(0, AveragePooling3x3)],
            [new(1, SeparableConvolution3x3), new(1, SkipConnect)]),
        Cell(
            [4, 5, 6],
            [new(1, SeparableConvolution5x5), new(0, SeparableConvolution7x7)],
            [new(1, MaxPooling3x3), new(0, SeparableConvolution7x7)],
            [new(1, AveragePooling3x3), new(0, SeparableConvolution5x5)],
            [new(3, SkipConnect), new(2, AveragePooling3x3)],
            [new(2, SeparableConvolution3x3), new(1, MaxPooling3x3)]));

    /// <summary>The cells of AmoebaNet-A, found by regularized evolution.</summary>
    /// <remarks>
    /// <para>Real et al., "Regularized Evolution for Image Classifier Architecture Search" (2019), arXiv:1802.01548.</para>
    /// <para>CIFAR-10: test error 3.34 % with cutout, 3.2 million parameters, search 3150 GPU days.</para>
    /// <para>ImageNet (mobile setting): top-1 error 25.5 %, top-5 error 8.0 %, 5.1 million parameters, 555 million multiply-adds.</para>
    /// </remarks>
    public static Genotype AmoebaNet { get; } = new(
        Cell(
            [4, 5, 6],
            [new(0, AveragePooling3x3), new(1, MaxPooling3x3)],
            [new(0, SeparableConvolution3x3), new(2, SeparableConvolution5x5)],
            [new(0, SeparableConvolution3x3), new(3, AveragePooling3x3)],
            [new(1, SeparableConvolution3x3), new(1, SkipConnect)],
            [new(0, SkipConnect), new(1, AveragePooling3x3)]),
        Cell(
            [3, 4, 6],
            [new(0, AveragePooling3x3), new(1, SeparableConvolution3x3)],
            [new(0, MaxPooling3x3), new(2, SeparableConvolution7x7)],
            [new(0, SeparableConvolution7x7), new(1, AveragePooling3x3)],
            [new(0, MaxPooling3x3), new(1, MaxPooling3x3)],
            [new(0, Convolution7x1Then1x7), new(5, SeparableConvolution3x3)]));

    /// <summary>The cell of PNASNet-5, found by progressive search; it serves as both cells.</summary>
    /// <remarks>
    /// <para>Liu et al., "Progressive Neural Architecture Search" (2018), arXiv:1712.00559.</para>
    /// <para>CIFAR-10: test error 3.41 % without cutout, 3.2 million parameters, search 225 GPU days.</para>
    /// <para>ImageNet (mobile setting): top-1 error 25.8 %, top-5 error 8.1 %, 5.1 million parameters, 588 million multiply-adds.</para>
    /// </remarks>
    public static Genotype PnasNet { get; } = new(
        Cell(
            [2, 3, 4, 5, 6],
            [new(0, SeparableConvolution5x5), new(0, MaxPooling3x3)],
            [new(1, SeparableConvolution7x7), new(1, MaxPooling3x3)],
            [new(1, SeparableConvolution5x5), new(1, SeparableConvolution3x3)],
            [new(4, SeparableConvolution3x3), new(1, MaxPooling3x3)],
            [new(0, SeparableConvolution3x3), new(1, SkipConnect)]),
        Cell(
            [2, 3, 4, 5, 6],
            [new(0, SeparableConvolution5x5), new(0, MaxPooling3x3)],
            [new(1, SeparableConvolution7x7), new(1, MaxPooling3x3)],
            [new(1, SeparableConvolution5x5), new(1, SeparableConvolution3x3)],
            [new(4, SeparableConvolution3x3), new(1, MaxPooling3x3)],
            [new(0, SeparableConvolution3x3), new(1, SkipConnect)]));

    /// <summary>The cells that PC-DARTS found on CIFAR-10.</summary>
    /// <remarks>
    /// <para>Xu et al., "PC-DARTS: Partial Channel Connections for Memory-Efficient Architecture Search" (2020), arXiv:1907.05737.</para>
    /// <para>CIFAR-10: test error 2.57 % with cutout, 3.6 million parameters, search 0.1 GPU days.</para>
    /// </remarks>
    public static Genotype PcDartsCifar { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(1, SeparableConvolution3x3), new(0, SkipConnect)],
            [new(0, SeparableConvolution3x3), new(1, DilatedConvolution3x3)],
            [new(0, SeparableConvolution5x5), new(1, SeparableConvolution3x3)],
            [new(0, AveragePooling3x3), new(1, DilatedConvolution3x3)]),
        Cell(
            [2, 3, 4, 5],
            [new(1, SeparableConvolution5x5), new(0, MaxPooling3x3)],
            [new(1, SeparableConvolution5x5), new(2, SeparableConvolution5x5)],
            [new(0, SeparableConvolution3x3), new(3, SeparableConvolution3x3)],
            [new(1, SeparableConvolution3x3), new(2, SeparableConvolution3x3)]));

    /// <summary>The cells that PC-DARTS found on ImageNet.</summary>
    /// <remarks>
    /// <para>Xu et al., "PC-DARTS: Partial Channel Connections for Memory-Efficient Architecture Search" (2020), arXiv:1907.05737.</para>
    /// <para>ImageNet: top-1 error 24.2 %, top-5 error 7.3 %, search 3.8 GPU days.</para>
    /// </remarks>
    public static Genotype PcDartsImageNet { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(1, SkipConnect), new(0, SeparableConvolution3x3)],
            [new(0, SeparableConvolution3x3), new(1, SkipConnect)],
            [new(1, SeparableConvolution3x3), new(3, SeparableConvolution3x3)],
            [new(1, SeparableConvolution3x3), new(4, DilatedConvolution5x5)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, SeparableConvolution3x3), new(1, SkipConnect)],
            [new(2, DilatedConvolution5x5), new(1, MaxPooling3x3)],
            [new(2, SeparableConvolution3x3), new(1, SeparableConvolution3x3)],
            [new(0, SeparableConvolution5x5), new(3, SeparableConvolution3x3)]));

    /// <summary>The cells that P-DARTS found on CIFAR-10 by growing the depth during the search.</summary>
    /// <remarks>
    /// <para>
    /// Chen et al., "Progressive Differentiable Architecture Search: Bridging the Depth Gap between Search and Evaluation" (2019),
    /// arXiv:1904.12760.
    /// </para>
    /// <para>CIFAR-10: test error 2.50 % with cutout, 3.4 million parameters, search 0.3 GPU days.</para>
    /// <para>ImageNet (mobile setting): top-1 error 24.4 %, top-5 error 7.4 %, 4.9 million parameters, 557 million multiply-adds.</para>
    /// </remarks>
    public static Genotype PDarts { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(0, SkipConnect), new(1, DilatedConvolution3x3)],
            [new(0, SkipConnect), new(1, SeparableConvolution3x3)],
            [new(1, SeparableConvolution3x3), new(3, SeparableConvolution3x3)],
            [new(0, SeparableConvolution3x3), new(4, DilatedConvolution5x5)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, AveragePooling3x3), new(1, SeparableConvolution5x5)],
            [new(0, SeparableConvolution3x3), new(2, DilatedConvolution5x5)],
            [new(0, MaxPooling3x3), new(1, DilatedConvolution3x3)],
            [new(1, DilatedConvolution3x3), new(3, DilatedConvolution5x5)]));

    /// <summary>The cells that GDAS found by sampling one operation per edge.</summary>
    /// <remarks>
    /// <para>Dong and Yang, "Searching for a Robust Neural Architecture in Four GPU Hours" (2019), arXiv:1910.04465.</para>
    /// </remarks>
    public static Genotype GdasV1 { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(0, SkipConnect), new(1, SkipConnect)],
            [new(0, SkipConnect), new(2, SeparableConvolution5x5)],
            [new(3, SeparableConvolution3x3), new(0, SkipConnect)],
            [new(4, SeparableConvolution5x5), new(3, SeparableConvolution3x3)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, SeparableConvolution5x5), new(1, SeparableConvolution3x3)],
            [new(2, SeparableConvolution5x5), new(1, SeparableConvolution5x5)],
            [new(2, DilatedConvolution5x5), new(1, SeparableConvolution3x3)],
            [new(0, SeparableConvolution5x5), new(1, SeparableConvolution5x5)]));

    /// <summary>The cells that SNAS found under a mild constraint on resources.</summary>
    /// <remarks>
    /// <para>Xie et al., "SNAS: Stochastic Neural Architecture Search" (2019), arXiv:1812.09926.</para>
    /// <para>CIFAR-10: test error 2.98 % with cutout, 2.9 million parameters, search 1.5 GPU days.</para>
    /// <para>ImageNet (mobile setting): top-1 error 27.3 %, top-5 error 9.2 %, 4.3 million parameters, 522 million multiply-adds.</para>
    /// </remarks>
    public static Genotype SnasMild { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(0, SeparableConvolution3x3), new(1, SeparableConvolution3x3)],
            [new(0, SkipConnect), new(1, DilatedConvolution3x3)],
            [new(0, SkipConnect), new(1, SkipConnect)],
            [new(0, SkipConnect), new(1, SeparableConvolution3x3)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, MaxPooling3x3), new(1, MaxPooling3x3)],
            [new(1, MaxPooling3x3), new(2, SkipConnect)],
            [new(1, MaxPooling3x3), new(2, SkipConnect)],
            [new(0, MaxPooling3x3), new(2, DilatedConvolution5x5)]));

    /// <summary>The cells that SNAS found under a moderate constraint on resources.</summary>
    /// <remarks>
    /// <para>Xie et al., "SNAS: Stochastic Neural Architecture Search" (2019), arXiv:1812.09926.</para>
    /// <para>CIFAR-10: test error 2.85 % with cutout, 2.8 million parameters, search 1.5 GPU days.</para>
    /// </remarks>
    public static Genotype SnasModerate { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(0, DilatedConvolution5x5), new(1, SkipConnect)],
            [new(0, SeparableConvolution3x3), new(1, SkipConnect)],
            [new(0, SkipConnect), new(1, SkipConnect)],
            [new(0, SeparableConvolution3x3), new(1, DilatedConvolution5x5)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, MaxPooling3x3), new(1, MaxPooling3x3)],
            [new(0, SeparableConvolution5x5), new(1, DilatedConvolution5x5)],
            [new(0, SeparableConvolution5x5), new(1, SeparableConvolution5x5)],
            [new(0, SeparableConvolution5x5), new(1, SeparableConvolution5x5)]));

    /// <summary>The cells that SNAS found under an aggressive constraint on resources.</summary>
    /// <remarks>
    /// <para>Xie et al., "SNAS: Stochastic Neural Architecture Search" (2019), arXiv:1812.09926.</para>
    /// <para>CIFAR-10: test error 3.10 % with cutout, 2.3 million parameters, search 1.5 GPU days.</para>
    /// </remarks>
    public static Genotype SnasAggressive { get; } = new(
        Cell(
            [2, 3, 4, 5],
            [new(0, SeparableConvolution5x5), new(1, SkipConnect)],
            [new(0, SkipConnect), new(1, SkipConnect)],
            [new(1, DilatedConvolution5x5), new(0, SkipConnect)],
            [new(0, SkipConnect), new(1, DilatedConvolution5x5)]),
        Cell(
            [2, 3, 4, 5],
            [new(0, SeparableConvolution5x5), new(1, None)],
            [new(0, SeparableConvolution5x5), new(1, None)],
            [new(1, None), new(0, None)],
            [new(1, None), new(0, None)]));

    /// <summary>All of them by the name that the field uses.</summary>
    public static IReadOnlyDictionary<string, Genotype> All { get; } = new Dictionary<string, Genotype>
    {
        ["DARTS_V1"] = DartsV1,
        ["DARTS_V2"] = DartsV2,
        ["NASNet"] = NasNet,
        ["AmoebaNet"] = AmoebaNet,
        ["PNASNet"] = PnasNet,
        ["PC_DARTS_cifar"] = PcDartsCifar,
        ["PC_DARTS_image"] = PcDartsImageNet,
        ["PDARTS"] = PDarts,
        ["GDAS_V1"] = GdasV1,
        ["SNAS_mild"] = SnasMild,
        ["SNAS_moderate"] = SnasModerate,
        ["SNAS_aggressive"] = SnasAggressive,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static CellGenotype Cell(ImmutableArray<int> concatenated, params ImmutableArray<ImmutableArray<Edge>> nodes) =>
        new(nodes, concatenated);
}
