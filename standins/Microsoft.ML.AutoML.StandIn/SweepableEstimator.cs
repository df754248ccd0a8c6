using Microsoft.ML.AutoML.CodeGen;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML
{
    namespace CodeGen
    {
        /// <summary>A closed list; here those members that are named.</summary>
        public enum EstimatorType
        {
            ImageClassificationMulti = 19,
            Unknown = 43,
        }
    }

    public class Estimator
    {
        protected Estimator()
        {
        }

        public EstimatorType EstimatorType { get; set; } = EstimatorType.Unknown;

        public Parameter Parameter { get; set; } = Parameter.CreateNestedParameter();
    }

    public class SweepableEstimator : Estimator, ISweepable<IEstimator<ITransformer>>
    {
        private readonly Func<MLContext, Parameter, IEstimator<ITransformer>> _factory;

        public SweepableEstimator(Func<MLContext, Parameter, IEstimator<ITransformer>> factory, SearchSpace.SearchSpace ss)
        {
            _factory = factory;
            SearchSpace = ss;
            Parameter = ss.SampleFromFeatureSpace(ss.Default);
        }

        public SearchSpace.SearchSpace SearchSpace { get; set; }

        public virtual IEstimator<ITransformer> BuildFromOption(MLContext context, Parameter param) => _factory(context, param);
    }
}
