namespace Microsoft.ML.AutoML;

public static class SweepableExtension
{
    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepableEstimator estimator1) =>
        Start(estimator).Append([estimator1]);

    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, SweepablePipeline pipeline) =>
        Start(estimator).Append([pipeline]);

    public static SweepablePipeline Append(this IEstimator<ITransformer> estimator, params SweepableEstimator[] estimators) =>
        Start(estimator).Append(estimators);

    public static SweepablePipeline Append(this SweepablePipeline pipeline, IEstimator<ITransformer> estimator) =>
        pipeline.Append([Fixed(estimator)]);

    private static SweepablePipeline Start(IEstimator<ITransformer> estimator) => new SweepablePipeline().Append([Fixed(estimator)]);

    private static SweepableEstimator Fixed(IEstimator<ITransformer> estimator) => new((_, _) => estimator, new SearchSpace.SearchSpace());
}
