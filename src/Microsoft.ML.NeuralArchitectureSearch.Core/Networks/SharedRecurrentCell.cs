using Microsoft.ML.NeuralArchitectureSearch.Engines.Kernel.Recurrent;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>The recurrent cells of a space on one set of weights: a node has the same ones whatever it reads and applies.</summary>
internal sealed class SharedRecurrentCell : HighwayCell
{
    private CellProgram _program;

    /// <param name="first">The cell that it computes at first; all others have as many nodes.</param>
    /// <param name="size">Size of what it reads and gives in a step.</param>
    public SharedRecurrentCell(RecurrentGenotype first, int size)
        : base(nameof(SharedRecurrentCell), first.Nodes.Length, size, size)
    {
        _program = new CellProgram(first);
        RegisterComponents();
    }

    /// <summary>The cell that it computes.</summary>
    public RecurrentGenotype Genotype => _program.Genotype;

    /// <summary>Makes it compute a cell.</summary>
    public void Become(RecurrentGenotype genotype) => _program = new CellProgram(genotype);

    internal override RecurrentPlan Plan => _program.Plan(InputSize, HiddenSize);

    private protected override Tensor Step(Tensor initial, Tensor? hiddenMask) => Step(_program, initial, hiddenMask);

    private protected override Tensor Fused(FusedRecurrentLayer kernels, Tensor inputs, Tensor state, RecurrentCall call) =>
        Fused(_program, kernels, inputs, state, call);
}
