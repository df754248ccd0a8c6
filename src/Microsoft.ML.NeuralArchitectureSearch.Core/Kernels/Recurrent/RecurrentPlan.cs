using System.Collections.Immutable;

namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Recurrent;

/// <summary>A recurrent cell as the kernels compute it.</summary>
internal sealed record RecurrentPlan
{
    /// <summary>Width of the inputs (I).</summary>
    public required int Inputs { get; init; }

    /// <summary>Width of the states (H).</summary>
    public required int Hidden { get; init; }

    /// <summary>The nodes in their order; state 0 is made of input and previous output, node n makes state n + 1.</summary>
    public required ImmutableArray<RecurrentNodePlan> Nodes { get; init; }

    /// <summary>The states whose mean is the output, in their order.</summary>
    public required ImmutableArray<int> Averaged { get; init; }

    /// <summary>
    /// For tanh, ReLU, logistic function and identity the column of the weights of the choice, or -1 where it is no candidate.
    /// </summary>
    public required ImmutableArray<int> Candidates { get; init; }

    /// <summary>Columns of the weights of the choice.</summary>
    public required int ChoiceColumns { get; init; }

    /// <summary>Whether every state is normalized over the mini-batch.</summary>
    public required bool IsNormalized { get; init; }

    /// <summary>How much of the running statistics a mini-batch's own replace.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Number of edges of all nodes.</summary>
    public int Edges => Nodes.Sum(node => node.SourceCount);

    /// <summary>Number of edges of the nodes before a node.</summary>
    public int FirstEdge(int node) => Nodes.Take(node).Sum(other => other.SourceCount);
}
