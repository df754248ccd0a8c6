using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Training;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>From the description of a network and examples to a trained model.</summary>
internal static class ClassifierTraining
{
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static (ClassifierModel Model, ClassifierPredictor Predictor) Run(
        FinalNetwork final, TrainingExamples examples, TrainingOptions training, ClassifierColumnNames columns, FitRun run,
        NeuralArchitectureSearchResult? found)
    {
        var (network, result) = FinalTraining.Run(final, examples.Data, training, run.Context);
        if (result.Outcome == SearchOutcome.Cancelled)
        {
            network.Dispose();
            throw new OperationCanceledException("The training was cancelled.", run.Context.Cancellation);
        }

        var model = new ClassifierModel
        {
            Columns = columns,
            Classes = examples.Classes,
            Network = final,
            Input = examples.Input,
            KernelThreads = training.KernelThreads,
            TrainingHistory = result.History,
            SearchResult = found,
        };
        var statistics = (model.Input as ImageInput)?.Statistics;
        return (model, new ClassifierPredictor(
            network,
            statistics,
            model.Input.Shape,
            model.Classes.Count,
            run.Context.Device,
            model.KernelThreads));
    }
}
