using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>
/// Trains an architecture as a part of one of AutoML's pipelines: a network that cannot be trained is a failed trial, even in the first
/// one.
/// </summary>
/// <param name="context">The context that the trial works in.</param>
/// <param name="architecture">The architecture.</param>
/// <param name="trainer">Trains its network.</param>
internal sealed class ArchitectureEstimator(
    MLContext context,
    Architecture architecture,
    IEstimator<ITransformer> trainer) : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input)
    {
        // AutoML's own log names an estimator's kind only.
        using var channel = ((IChannelProvider)context).Start(nameof(ArchitectureEstimator));
        channel.Info(MessageSensitivity.None, $"Architecture: {architecture}");
        try
        {
            return trainer.Fit(input);
        }
        catch (Exception exception) when (CandidateFailedException.IsFaultOfCandidate(exception))
        {
            throw CandidateFailedException.Logged(context, "The training", architecture, exception);
        }
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => trainer.GetOutputSchema(inputSchema);
}
