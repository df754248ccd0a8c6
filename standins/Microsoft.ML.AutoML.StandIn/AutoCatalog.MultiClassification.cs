using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

public sealed partial class AutoCatalog
{
    /// <summary>Of the trainers asked for, the one that has a stand-in: maximum entropy.</summary>
    /// <exception cref="NotSupportedException">Maximum entropy is switched off, and nothing is left.</exception>
    public SweepablePipeline MultiClassification(
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string exampleWeightColumnName = null,
        bool useFastForest = true,
        bool useLgbm = true,
        bool useFastTree = true,
        bool useLbfgsMaximumEntrophy = true,
        bool useLbfgsLogisticRegression = true,
        bool useSdcaMaximumEntrophy = true,
        bool useSdcaLogisticRegression = true,
        FastTreeOption fastTreeOption = null,
        LgbmOption lgbmOption = null,
        FastForestOption fastForestOption = null,
        LbfgsOption lbfgsMaximumEntrophyOption = null,
        LbfgsOption lbfgsLogisticRegressionOption = null,
        SdcaOption sdcaMaximumEntrophyOption = null,
        SdcaOption sdcaLogisticRegressionOption = null,
        SearchSpace<FastTreeOption> fastTreeSearchSpace = null,
        SearchSpace<LgbmOption> lgbmSearchSpace = null,
        SearchSpace<FastForestOption> fastForestSearchSpace = null,
        SearchSpace<LbfgsOption> lbfgsMaximumEntrophySearchSpace = null,
        SearchSpace<LbfgsOption> lbfgsLogisticRegressionSearchSpace = null,
        SearchSpace<SdcaOption> sdcaMaximumEntorphySearchSpace = null,
        SearchSpace<SdcaOption> sdcaLogisticRegressionSearchSpace = null)
    {
        if (!useLbfgsMaximumEntrophy)
            throw new NotSupportedException("Only the maximum entropy trainer has a stand-in.");

        var option = lbfgsMaximumEntrophyOption ?? new();
        (option.LabelColumnName, option.FeatureColumnName, option.ExampleWeightColumnName) = (labelColumnName, featureColumnName, exampleWeightColumnName);
        var trainer = CreateSweepableEstimator(MaximumEntropy, lbfgsMaximumEntrophySearchSpace ?? new(option));
        trainer.EstimatorType = EstimatorType.LbfgsMaximumEntropyMulti;
        return new SweepablePipeline().Append([trainer]);
    }

    private static IEstimator<ITransformer> MaximumEntropy(MLContext context, LbfgsOption option) =>
        context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            option.LabelColumnName,
            option.FeatureColumnName,
            option.ExampleWeightColumnName,
            l1Regularization: option.L1Regularization,
            l2Regularization: option.L2Regularization);
}
