using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Tensors;

/// <summary>Batch normalization over all dimensions but the second one; the state dict is that of torch's <c>BatchNorm2d</c>.</summary>
/// <remarks>TorchSharp's modules count the mini-batches by a number that nobody holds (see <see cref="HeldScalars"/>).</remarks>
internal sealed class BatchNormalization : Module<Tensor, Tensor>
{
    private readonly Parameter? weight;
    private readonly Parameter? bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;

    /// <param name="channels">Number of channels (C).</param>
    /// <param name="affine">Whether each channel has a scale and a shift that are learned.</param>
    public BatchNormalization(int channels, bool affine = true)
        : base(nameof(BatchNormalization))
    {
        Channels = channels;
        using var scope = NewDisposeScope();
        if (affine)
        {
            weight = Drawn.Kept(ones([channels], ScalarType.Float32, CPU));
            bias = Drawn.Kept(zeros([channels], ScalarType.Float32, CPU));
        }

        running_mean = zeros([channels], ScalarType.Float32, CPU).DetachFromDisposeScope();
        running_var = ones([channels], ScalarType.Float32, CPU).DetachFromDisposeScope();
        num_batches_tracked = zeros([], ScalarType.Int64, CPU).DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; } = 1e-5;

    /// <summary>Share of a mini-batch in the running statistics.</summary>
    public double Momentum { get; } = 0.1;

    /// <summary>The scale of each channel, float <c>[C]</c>; <see langword="null"/> for 1.</summary>
    public Parameter? Scale => weight;

    /// <summary>The shift of each channel, float <c>[C]</c>; <see langword="null"/> for 0.</summary>
    public Parameter? Shift => bias;

    /// <summary>The running mean of each channel, float <c>[C]</c>.</summary>
    public Tensor RunningMean => running_mean;

    /// <summary>The running variance of each channel, float <c>[C]</c>.</summary>
    public Tensor RunningVariance => running_var;

    /// <summary>The number of mini-batches in the running statistics, int64 <c>[]</c>.</summary>
    public Tensor BatchCount => num_batches_tracked;

    /// <param name="input">Float <c>[N, C, ...]</c>.</param>
    /// <returns>Float <c>[N, C, ...]</c>.</returns>
    public override Tensor forward(Tensor input)
    {
        if (training)
        {
            num_batches_tracked.AddInPlace(1);
        }

        return Apply(input, training, Momentum);
    }

    /// <summary>Normalizes without counting the mini-batch.</summary>
    /// <param name="input">Float <c>[N, C, ...]</c>.</param>
    /// <param name="isTraining">Whether by the statistics of the mini-batch, which are then remembered.</param>
    /// <param name="momentum">Share of the mini-batch in the running statistics.</param>
    /// <returns>Float <c>[N, C, ...]</c>.</returns>
    public Tensor Apply(Tensor input, bool isTraining, double momentum) =>
        functional.batch_norm(input, running_mean, running_var, weight, bias, isTraining, momentum, Epsilon);
}
