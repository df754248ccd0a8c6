using Microsoft.ML.Data;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>Gets at the shape of a view by the public way: a chain passes it on.</summary>
internal sealed class ShapeCatcher : IEstimator<ITransformer>
{
    private SchemaShape? _shape;

    public SchemaShape Catch(IDataView view)
    {
        Assert.Catch<CaughtException>(() => new EstimatorChain<ITransformer>().Append(this).Fit(view));
        return _shape!;
    }

    public ITransformer Fit(IDataView input) => throw new CaughtException();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _shape = inputSchema;
        throw new CaughtException();
    }

    private sealed class CaughtException : Exception;
}
