using System.Reflection;
using Microsoft.ML.SearchSpace.Option;

namespace Microsoft.ML.SearchSpace;

/// <summary>The options that the attributes of a type's public fields and properties declare.</summary>
internal static class AttributedOptions
{
    internal static Dictionary<string, OptionBase> Of(Type type)
    {
        const BindingFlags publicInstance = BindingFlags.Public | BindingFlags.Instance;
        var fields = type.GetFields(publicInstance).Select(f => ((MemberInfo)f, f.FieldType));
        var properties = type.GetProperties(publicInstance).Select(p => ((MemberInfo)p, p.PropertyType));

        var options = new Dictionary<string, OptionBase>();
        foreach (var (member, memberType) in fields.Concat(properties))
        {
            if (OptionOrNull(member, memberType) is { } option)
                options.Add(member.Name, option);
        }

        return options;
    }

    private static OptionBase OptionOrNull(MemberInfo member, Type memberType)
    {
        if (member.GetCustomAttribute<ChoiceAttribute>() is { } choice)
            return new ChoiceOption(choice.Candidates, choice.DefaultValue);
        if (member.GetCustomAttribute<BooleanChoiceAttribute>() is { } boolean)
            return new ChoiceOption([true, false], boolean.DefaultValue);
        if (member.GetCustomAttribute<RangeAttribute>() is { } range)
            return Numeric(range);
        if (member.GetCustomAttribute<NestOptionAttribute>() is null)
            return null;

        var nested = new SearchSpace();
        foreach (var option in Of(memberType))
            nested.Add(option);
        return nested;
    }

    private static UniformNumericOption Numeric(RangeAttribute range) => range.Min switch
    {
        int min => new UniformIntOption(min, (int)range.Max, range.LogBase, (int?)range.Init),
        float min => new UniformSingleOption(min, (float)range.Max, range.LogBase, (float?)range.Init),
        double min => new UniformDoubleOption(min, (double)range.Max, range.LogBase, (double?)range.Init),
        _ => throw new NotSupportedException($"A range of {range.Min.GetType()} is not supported."),
    };
}
