using System.Text.Json.Serialization;

namespace Microsoft.ML.SearchSpace.Option;

/// <summary>One dimension (or several) of a search space, mapped to and from [0, 1]^d.</summary>
[JsonConverter(typeof(OptionConverter))]
public abstract class OptionBase
{
#nullable enable
    public virtual double[]? Default { get; protected set; }
#nullable disable

    public abstract int FeatureSpaceDim { get; }

    /// <summary>The number of distinct values of each dimension; null where continuous.</summary>
    public abstract int?[] Step { get; }

    public abstract double[] MappingToFeatureSpace(Parameter value);

    public abstract Parameter SampleFromFeatureSpace(double[] values);
}

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

public sealed class UniformDoubleOption : UniformNumericOption
{
    public UniformDoubleOption(double min, double max, bool logBase = false, double? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
        {
            Default = [ToFeature(value)];
        }
    }
}

public sealed class UniformSingleOption : UniformNumericOption
{
    public UniformSingleOption(float min, float max, bool logBase = false, float? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
        {
            Default = [ToFeature(value)];
        }
    }

    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromFloat((float)ToValue(values[0]));
}

public sealed class UniformIntOption : UniformNumericOption
{
    public UniformIntOption(int min, int max, bool logBase = false, int? defaultValue = null)
        : base(min, max, logBase)
    {
        if (defaultValue is { } value)
        {
            Default = [ToFeature(value)];
        }
    }

    // Rounds down, as the original does: the maximum comes out at exactly 1 only.
    public override Parameter SampleFromFeatureSpace(double[] values) => Parameter.FromInt((int)Math.Floor(ToValue(values[0])));
}

public sealed class ChoiceOption : OptionBase
{
    public ChoiceOption(params object[] choices)
    {
        Choices = [.. choices.Distinct().Select(Parameter.FromObject)];
        Default = [.. Enumerable.Repeat(0.0, FeatureSpaceDim)];
    }

    public Parameter[] Choices { get; }

    // A single choice has nothing to vary, and yet one step: grids over such spaces are misaligned in the original too.
    public override int FeatureSpaceDim => Choices.Length == 1 ? 0 : 1;

    public override int?[] Step => [Choices.Length];

    public override double[] MappingToFeatureSpace(Parameter param) =>
        FeatureSpaceDim == 0 ? [] : [(double)Array.IndexOf(Choices, param) / Choices.Length];

    public override Parameter SampleFromFeatureSpace(double[] values) =>
        values.Length == 0 ? Choices[0] : Choices[Math.Min(Choices.Length - 1, (int)MathF.Floor((float)(Choices.Length * values[0])))];
}
