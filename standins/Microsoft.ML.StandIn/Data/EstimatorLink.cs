namespace Microsoft.ML.Data;

/// <summary>One part of a chain of estimators; its output may be cached for the parts behind it while they train.</summary>
internal readonly record struct EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
