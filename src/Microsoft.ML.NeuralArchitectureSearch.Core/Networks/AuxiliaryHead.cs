using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>A second classifier in the middle of a network: its loss brings a gradient to the lower cells. It is not used in prediction.</summary>
/// <remarks>Szegedy et al. (2015), arXiv:1409.4842; layers as in the reference code of Liu et al. (2019), arXiv:1806.09055.</remarks>
internal sealed class AuxiliaryHead : Module<Tensor, Tensor>
{
    private const int Kernel = 5;
    private const int Hidden = 128;
    private const int Features = 768;

    private readonly Sequential features;
    private readonly Linear classifier;

    public AuxiliaryHead(int channels, int classCount, NetworkStem stem)
        : base(nameof(AuxiliaryHead))
    {
        Module<Tensor, Tensor>[] layers =
        [
            ReLU(),
            AvgPool2d(Kernel, stride: PoolingStride(stem), padding: 0, count_include_pad: false),
            Drawn.Conv2d(channels, Hidden, 1, bias: false),
            new BatchNormalization(Hidden),
            ReLU(),
            Drawn.Conv2d(Hidden, Features, 2, bias: false),
            new BatchNormalization(Features),
            ReLU(),
        ];

        // The paper's ImageNet results were made without the second batch normalization.
        features = Sequential(stem == NetworkStem.EighthSize ? layers.Where((_, layer) => layer != 6) : layers);
        classifier = Drawn.Linear(Features, classCount);
        RegisterComponents();
    }

    /// <summary>Smallest and largest height and width of the feature maps that the head can read.</summary>
    public static (int Smallest, int Largest) Sizes(NetworkStem stem) => (Kernel + PoolingStride(stem), Kernel + (2 * PoolingStride(stem)) - 1);

    /// <param name="input">Feature map at two thirds of the depth, float <c>[N, C, H, W]</c>.</param>
    /// <returns>Logits, float <c>[N, K]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return classifier.call(features.call(input).flatten(1)).MoveToOuterDisposeScope();
    }

    private static int PoolingStride(NetworkStem stem) => stem == NetworkStem.EighthSize ? 2 : 3;
}
