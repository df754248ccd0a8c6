using System.Runtime.CompilerServices;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>The method that AutoML's own experiments are cancelled by is for ML.NET's assemblies.</summary>
internal static class ContextCancellation
{
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "CancelExecution")]
    public static extern void Cancel(MLContext ml);
}
