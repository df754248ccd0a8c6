using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Contracts;

/// <summary>A toy evaluator: the more convolutions among the operations of a cell, the better.</summary>
internal sealed class ConvolutionCount(Action<Candidate, CancellationToken>? before = null) : IEvaluator
{
    public bool IsDisposed { get; private set; }

    public static double Score(Architecture architecture) =>
        Operations(architecture).Count(name => name.Contains("conv", StringComparison.Ordinal));

    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        before?.Invoke(candidate, cancellation);
        return new(Score(candidate.Architecture));
    }

    public void Dispose() => IsDisposed = true;

    private static IEnumerable<string> Operations(Architecture architecture) => architecture switch
    {
        DagCell cell => cell.Nodes.SelectMany(operations => operations),
        Genotype genotype => genotype.Normal.Nodes.Concat(genotype.Reduction.Nodes).SelectMany(edges => edges)
            .Select(edge => edge.Operation),
        _ => throw new ArgumentException($"Only cells have operations; found {architecture}.", nameof(architecture)),
    };
}
