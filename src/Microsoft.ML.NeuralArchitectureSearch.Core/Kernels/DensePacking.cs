namespace Microsoft.ML.NeuralArchitectureSearch.Kernels;

/// <summary>
/// The order of weights that <see cref="Dense{TLanes}"/> reads them in: <c>[group, tile of four targets, source, tap, target]</c>.
/// </summary>
internal static unsafe class DensePacking
{
    /// <summary>Target channels that are computed together.</summary>
    public const int Tile = 4;

    /// <summary>Floats of one phase.</summary>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="targets">Target channels of a group.</param>
    /// <param name="sources">Source channels of a group.</param>
    /// <param name="taps">Taps of the phase.</param>
    public static int Length(int groups, int targets, int sources, int taps) => groups * GroupLength(targets, sources, taps);

    /// <summary>Floats of one group.</summary>
    public static int GroupLength(int targets, int sources, int taps) => (targets + Tile - 1) / Tile * Tile * sources * taps;

    /// <summary>Floats of the weights of all phases of the gradient by the input.</summary>
    public static int BackwardLength(DenseShape shape) =>
        shape.Backward.Sum(phase => Length(shape.Groups, shape.GroupInputs, shape.GroupOutputs, phase.Weights.Length));

    /// <summary>Floats of the weights of the forward pass.</summary>
    public static int ForwardLength(DenseShape shape) => Length(shape.Groups, shape.GroupOutputs, shape.GroupInputs, shape.Taps);

    /// <summary>The weights of the forward pass.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="weights"><c>[O, I / groups, kernel height, kernel width]</c>.</param>
    /// <param name="packed">Overwritten.</param>
    public static void Forward(DenseShape shape, float* weights, float* packed)
    {
        var (outputs, inputs) = (shape.GroupOutputs, shape.GroupInputs);
        for (var group = 0; group < shape.Groups; group++, weights += outputs * inputs * shape.Taps)
        {
            packed = Pack(shape.Forward, weights, (outputs, inputs * shape.Taps), (inputs, shape.Taps), packed);
        }
    }

    /// <summary>The weights of the gradient by the input, phase by phase.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="weights"><c>[O, I / groups, kernel height, kernel width]</c>.</param>
    /// <param name="packed">Overwritten.</param>
    public static void Backward(DenseShape shape, float* weights, float* packed)
    {
        var (outputs, inputs) = (shape.GroupOutputs, shape.GroupInputs);
        foreach (var phase in shape.Backward)
        {
            for (var group = 0; group < shape.Groups; group++)
            {
                var first = weights + (group * outputs * inputs * shape.Taps);
                packed = Pack(phase, first, (inputs, shape.Taps), (outputs, inputs * shape.Taps), packed);
            }
        }
    }

    private static float* Pack(TapPhase phase, float* weights, (int Count, int Step) targets, (int Count, int Step) sources, float* packed)
    {
        for (var tile = 0; tile < targets.Count; tile += Tile)
        {
            for (var source = 0; source < sources.Count; source++)
            {
                var filter = weights + (tile * targets.Step) + (source * sources.Step);
                foreach (var tap in phase.Weights)
                {
                    for (var target = 0; target < Tile; target++)
                    {
                        *packed++ = tile + target < targets.Count ? filter[(target * targets.Step) + tap] : 0;
                    }
                }
            }
        }

        return packed;
    }
}
