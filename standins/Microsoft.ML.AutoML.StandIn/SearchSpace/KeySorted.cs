namespace Microsoft.ML.SearchSpace.Option;

/// <summary>The feature space of several named options: their dimensions one after another, sorted by name (not by declaration).</summary>
internal static class KeySorted
{
    internal static double[] Default(IEnumerable<KeyValuePair<string, OptionBase>> options) =>
        [.. options.OrderBy(o => o.Key).SelectMany(o => o.Value.Default)];

    internal static int?[] Step(IEnumerable<KeyValuePair<string, OptionBase>> options) =>
        [.. options.OrderBy(o => o.Key).SelectMany(o => o.Value.Step)];

    internal static Parameter Sample(IEnumerable<KeyValuePair<string, OptionBase>> options, double[] features)
    {
        var parameter = Parameter.CreateNestedParameter();
        var start = 0;
        foreach (var (key, option) in options.OrderBy(o => o.Key))
        {
            parameter[key] = option.SampleFromFeatureSpace([.. features.Skip(start).Take(option.FeatureSpaceDim)]);
            start += option.FeatureSpaceDim;
        }

        return parameter;
    }

    internal static double[] Map(IEnumerable<KeyValuePair<string, OptionBase>> options, Parameter parameter) =>
        [.. options.OrderBy(o => o.Key).SelectMany(o => o.Value.MappingToFeatureSpace(parameter[o.Key]))];
}
