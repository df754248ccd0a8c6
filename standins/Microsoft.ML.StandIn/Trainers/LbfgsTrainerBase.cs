namespace Microsoft.ML.Trainers;

public abstract class LbfgsTrainerBase<TOptions, TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
    where TOptions : LbfgsTrainerBase<TOptions, TTransformer, TModel>.OptionsBase, new()
{
    private protected readonly TOptions LbfgsOptions;

    private static readonly TrainerInfo Requirements = new(normalization: true, caching: true);

    private protected LbfgsTrainerBase(IHost host, TOptions options, SchemaShape.Column feature, SchemaShape.Column label, SchemaShape.Column weight)
        : base(host, feature, label, weight)
    {
        if (options.L1Regularization < 0 || options.L2Regularization < 0)
            throw new ArgumentOutOfRangeException(nameof(options), "Must be non-negative");
        if (options.OptimizationTolerance <= 0 || options.HistorySize <= 0 || options.MaximumNumberOfIterations <= 0)
            throw new ArgumentOutOfRangeException(nameof(options), "Must be positive");

        LbfgsOptions = options;
    }

    public override TrainerInfo Info => Requirements;

    public abstract class OptionsBase : TrainerInputBaseWithWeight
    {
        public float L2Regularization = 1;
        public float L1Regularization = 1;
        public float OptimizationTolerance = 1e-7f;
        public int HistorySize = 20;
        public bool EnforceNonNegativity;
        public int MaximumNumberOfIterations = int.MaxValue;
        public float StochasticGradientDescentInitilaizationTolerance;
        public bool Quiet;
        public float InitialWeightsDiameter;
        public int? NumberOfThreads;
        public bool DenseOptimizer;

        protected OptionsBase()
        {
        }
    }
}
