using Microsoft.ML.NeuralArchitectureSearch.Estimators;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Estimators;

/// <summary>A model of the toy images, trained once for all tests that only use one.</summary>
internal static class TrainedModel
{
    private static readonly Lazy<(MLContext Context, CellNetworkTransformer Model)> Shared = new(() =>
    {
        var ml = new MLContext(seed: 1);
        return (ml, Train(ml));
    });

    public static MLContext Context => Shared.Value.Context;

    public static CellNetworkTransformer Model => Shared.Value.Model;

    public static CellNetworkTransformer Train(MLContext ml, int images = 48) =>
        ml.MulticlassClassification.Trainers
            .CellNetwork(
                ToyImages.SmallCells, featureColumnName: "Pixels", network: ToyImages.SmallNetwork, training: ToyImages.ShortTraining)
            .Fit(ToyImages.Keyed(ml, images));
}
