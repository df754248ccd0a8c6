namespace Microsoft.ML.SearchSpace.Option;

public sealed class UniformIntOption : UniformNumericOption
{
    public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
            Default = [ToFeature(value)];
    }

    public override double[] MappingToFeatureSpace(Parameter param) => [ToFeature(param.AsType<int>())];

    // Rounds down, as the original does: the maximum comes out at exactly 1 only.
    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromInt((int)Math.Floor(ToValue(values[0])));
}
