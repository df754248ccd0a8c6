using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// The recurrent layer of a genotype: in each step its nodes turn the state that each reads into one of their own; their mean is the hidden
/// state.
/// </summary>
/// <remarks>
/// Liu et al., "DARTS: Differentiable Architecture Search" (2019), arXiv:1806.09055, section 3.1.2. The names and the shapes of the state
/// dict are those
/// of the paper's reference code, so that weights trained there can be loaded.
/// </remarks>
internal sealed class RecurrentCell : HighwayCell
{
    private readonly CellProgram _program;

    /// <summary>Creates a cell with weights drawn from torch's generator.</summary>
    /// <param name="genotype">What it computes.</param>
    /// <param name="inputSize">Size of what it reads in a step (I).</param>
    /// <param name="hiddenSize">Size of the hidden state (H).</param>
    /// <exception cref="ArgumentNullException">There is no genotype.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is zero or negative.</exception>
    public RecurrentCell(RecurrentGenotype genotype, int inputSize, int hiddenSize)
        : base(nameof(RecurrentCell), Checked.NotNull(genotype, nameof(genotype)).Nodes.Length, inputSize, hiddenSize)
    {
        _program = new CellProgram(genotype);
        RegisterComponents();
    }

    /// <summary>What the cell computes.</summary>
    public RecurrentGenotype Genotype => _program.Genotype;

    internal override RecurrentPlan Plan => _program.Plan(InputSize, HiddenSize);

    private protected override Tensor Step(Tensor initial, Tensor? hiddenMask) => Step(_program, initial, hiddenMask);

    private protected override Tensor Fused(FusedRecurrentLayer kernels, Tensor inputs, Tensor state, RecurrentCall call) =>
        Fused(_program, kernels, inputs, state, call);
}
