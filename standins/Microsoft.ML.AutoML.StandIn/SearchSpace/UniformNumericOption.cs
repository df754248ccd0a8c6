namespace Microsoft.ML.SearchSpace.Option;

public abstract class UniformNumericOption : OptionBase
{
    public UniformNumericOption(double min, double max, bool logBase = false)
    {
        (Min, Max, LogBase) = (min, max, logBase);
        Default = [0.0];
    }

    public double Min { get; }

    public double Max { get; }

    public bool LogBase { get; }

    public override int FeatureSpaceDim => 1;

    public override int?[] Step => [null];

    public override double[] MappingToFeatureSpace(Parameter param) => [ToFeature(param.AsType<double>())];

    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromDouble(ToValue(values[0]));

    // Release builds of the original check no bounds, so neither do these two.
    private protected double ToFeature(double value) => LogBase
        ? (Math.Log(value) - Math.Log(Min)) / (Math.Log(Max) - Math.Log(Min))
        : (value - Min) / (Max - Min);

    private protected double ToValue(double feature) => LogBase
        ? Min * Math.Pow(Max / Min, feature)
        : Min + (Max - Min) * feature;
}
