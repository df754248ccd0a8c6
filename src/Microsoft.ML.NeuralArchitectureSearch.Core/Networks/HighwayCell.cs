using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// What the recurrent cells of the literature have in common: their weights, the initial state of a step, and the dropout of a whole
/// sequence.
/// </summary>
/// <remarks>
/// Pham et al., "Efficient Neural Architecture Search via Parameter Sharing" (2018), arXiv:1802.03268, appendix A; Liu et al., "DARTS"
/// (2019),
/// arXiv:1806.09055, section 3.1.2. The weights are <c>_W0</c>, float <c>[I + H, 2H]</c>, and for each node i <c>_Ws.i</c>, float <c>[H,
/// 2H]</c>,
/// the gate's columns first; the names are those of the reference code of DARTS, as is their first range, -0.04 to 0.04.
/// </remarks>
internal abstract class HighwayCell : RecurrentLayer
{
    /// <summary>The weights of all models of the reference code are drawn from this value's negative to this value.</summary>
    internal const double InitialRange = 0.04;

    private protected readonly Parameter _W0;
    private protected readonly ParameterList _Ws;

    private protected HighwayCell(string name, int nodes, int inputSize, int hiddenSize)
        : base(name, inputSize, hiddenSize)
    {
        _W0 = Draw(inputSize + hiddenSize);
        _Ws = new ParameterList([.. Enumerable.Range(0, nodes).Select(_ => Draw(hiddenSize))]);
    }

    /// <summary>
    /// Probability that a component of the input is left out, the same ones in all steps of a sequence, while training. Default 0.
    /// </summary>
    /// <remarks>Gal and Ghahramani (2016), arXiv:1512.05287.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double InputDropout { get; init => field = Checked.BelowOne(value, nameof(InputDropout)); }

    /// <summary>
    /// Probability that a component of a state is left out where a node reads it, the same ones in all steps and nodes, while training.
    /// Default 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public double HiddenDropout { get; init => field = Checked.BelowOne(value, nameof(HiddenDropout)); }

    /// <summary>Number of trainable weights.</summary>
    public long ParameterCount => parameters().Sum(parameter => parameter.numel());

    /// <summary>What computes the cell instead of TorchSharp's operations; <see langword="null"/> for these.</summary>
    internal FusedRecurrentLayer? Kernels { get; set; }

    /// <summary>The cell as the kernels compute it.</summary>
    internal abstract RecurrentPlan Plan { get; }

    /// <summary>Reads sequences.</summary>
    /// <param name="inputs">Float <c>[T, B, I]</c>.</param>
    /// <param name="state">The hidden state before the first step, float <c>[B, H]</c>.</param>
    /// <returns>The hidden states of all steps, float <c>[T, B, H]</c>, and the last one, float <c>[B, H]</c>.</returns>
    public override (Tensor Outputs, Tensor State) forward(Tensor inputs, Tensor state)
    {
        using var scope = NewDisposeScope();
        var (steps, sequences) = (inputs.shape[0], inputs.shape[1]);
        var hiddenMask = DropoutMask.Draw([sequences, HiddenSize], training ? HiddenDropout : 0, state);
        var inputMask = DropoutMask.Draw([sequences, InputSize], training ? InputDropout : 0, inputs);
        if (Kernels is not null)
        {
            var all = Fused(
                Kernels,
                inputs,
                state,
                new RecurrentCall { InputMask = inputMask, HiddenMask = hiddenMask, IsTraining = training });
            return (all.MoveToOuterDisposeScope(), all[steps - 1].MoveToOuterDisposeScope());
        }

        if (inputMask is not null)
        {
            inputs = inputs.mul(inputMask);
        }

        // The part of the first product that needs no state is one product over all steps.
        var fromInput = inputs.reshape(-1, InputSize).mm(_W0.narrow(0, 0, InputSize)).view(steps, sequences, 2 * HiddenSize).unbind(0);
        var fromState = _W0.narrow(0, InputSize, HiddenSize);
        var outputs = new Tensor[steps];
        for (var step = 0; step < outputs.Length; step++)
        {
            var product = fromInput[step].addmm(Masked(state, hiddenMask), fromState);           // [B, 2H]
            state = Step(HighwayNode.Forward(product, state, RecurrentActivation.Tanh), hiddenMask);
            outputs[step] = state;
        }

        return (stack(outputs, 0).MoveToOuterDisposeScope(), state.alias().MoveToOuterDisposeScope());
    }

    /// <summary>Computes the nodes of a step.</summary>
    /// <param name="initial">State 0, float <c>[B, H]</c>.</param>
    /// <param name="hiddenMask">
    /// What every state is multiplied by where a node reads it, float <c>[B, H]</c>; <see langword="null"/> for ones.
    /// </param>
    /// <returns>The new hidden state, float <c>[B, H]</c>.</returns>
    private protected abstract Tensor Step(Tensor initial, Tensor? hiddenMask);

    /// <summary>Computes all steps by the kernels.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="inputs">Float32 <c>[T, B, I]</c>.</param>
    /// <param name="state">The hidden state before the first step, float32 <c>[B, H]</c>.</param>
    /// <param name="call">Masks.</param>
    /// <returns>The hidden states of all steps, float32 <c>[T, B, H]</c>.</returns>
    private protected abstract Tensor Fused(FusedRecurrentLayer kernels, Tensor inputs, Tensor state, RecurrentCall call);

    /// <summary>Computes the nodes of a cell in which each reads one state.</summary>
    private protected Tensor Step(CellProgram program, Tensor initial, Tensor? hiddenMask)
    {
        var nodes = program.Genotype.Nodes;
        var states = new Tensor[nodes.Length + 1];
        states[0] = initial;
        for (var node = 0; node < nodes.Length; node++)
        {
            var read = states[nodes[node].Source];
            states[node + 1] = HighwayNode.Forward(Masked(read, hiddenMask).mm(_Ws[node]), read, program.Activations[node]);
        }

        return stack(program.Genotype.Averaged.Select(state => states[state]), 0).mean([0]);
    }

    /// <summary>Computes all steps of such a cell by the kernels.</summary>
    private protected Tensor Fused(CellProgram program, FusedRecurrentLayer kernels, Tensor inputs, Tensor state, RecurrentCall call)
    {
        using var scope = NewDisposeScope();
        return kernels.Forward(inputs, state, program.Choice, AllWeights, call).MoveToOuterDisposeScope();
    }

    /// <summary>The weights in the order of the kernels.</summary>
    private protected IReadOnlyList<Tensor> AllWeights => [_W0, .. _Ws];

    private protected static Tensor Masked(Tensor state, Tensor? mask) => mask is null ? state : state.mul(mask);

    private Parameter Draw(int rows) => Drawn.Kept(RunRandom.Uniform([rows, 2 * HiddenSize], InitialRange));
}
