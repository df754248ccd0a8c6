namespace Microsoft.ML.SearchSpace.Option;

public sealed class ChoiceOption : OptionBase
{
    public ChoiceOption(params object[] choices)
    {
        Choices = [.. choices.Distinct().Select(Parameter.FromObject)];
        Default = [.. Enumerable.Repeat(0.0, FeatureSpaceDim)];
    }

    public ChoiceOption(object[] choices, object defaultChoice)
        : this(choices)
    {
        if (defaultChoice is not null)
            Default = MappingToFeatureSpace(Parameter.FromObject(defaultChoice));
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
