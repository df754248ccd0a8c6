namespace Microsoft.ML.AutoML;

public interface ISweepable
{
    SearchSpace.SearchSpace SearchSpace { get; }
}

public interface ISweepable<out T> : ISweepable
{
    T BuildFromOption(MLContext context, SearchSpace.Parameter parameter);
}
