namespace Microsoft.ML.SearchSpace.Option;

/// <summary>One dimension (or several) of a search space, mapped to and from [0, 1]^d.</summary>
public abstract class OptionBase
{
    public virtual double[] Default { get; protected set; }

    public abstract int FeatureSpaceDim { get; }

    /// <summary>The number of distinct values of each dimension; null where continuous.</summary>
    public abstract int?[] Step { get; }

    public abstract double[] MappingToFeatureSpace(Parameter value);

    public abstract Parameter SampleFromFeatureSpace(double[] values);
}
