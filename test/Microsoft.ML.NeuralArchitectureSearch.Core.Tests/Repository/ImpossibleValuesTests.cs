using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes.Chains;
using Microsoft.ML.NeuralArchitectureSearch.Graphs;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Networks;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces.Macro;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Nao;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Every setting of every public record refuses what it can never mean, through <c>init</c> and through the constructor.</summary>
public sealed class ImpossibleValuesTests
{
    private const int Valid = 3; // odd, a divisor of itself, not too few

    // What is allowed to hold any value: seeds, figures that were measured, and what the library itself makes.
    private static readonly HashSet<Type> Measured =
    [
        typeof(EpochRecord), typeof(TrainingResult), typeof(EvaluationResult), typeof(CandidateSearchResult),
        typeof(NeuralArchitectureSearchResult), typeof(CandidateRanking),
        typeof(SearchHistoryEntry), typeof(NaoModelQuality), typeof(ScoredArchitecture), typeof(TableEntry),
    ];

    // Made by the library alone.
    private static readonly HashSet<Type> Made =
        [typeof(GraphNode), typeof(ControllerSample), typeof(PixelStatistics), typeof(LanguageModelOutput)];

    // Not public themselves: static members of these types make them.
    private static readonly Type[] MadeByUsers = [typeof(MacroBlock), typeof(ChainLayer)];

    // Kept small: each names why.
    private static readonly Dictionary<string, string> Exempt = new()
    {
        ["GraphNode.Output"] = "GraphBuilder, the only way to make a network, computes and checks it.",
    };

    // Counts of time, shares of the rows that are there, and sizes that the images or the graph of the network bound.
    private static readonly string[] Unbounded =
    [
        "Epochs", "WarmUpEpochs", "LeastEpochs", "MostEpochs", "MinimumEpochs", "Steps", "InitialTrainingSteps", "TrainingSteps",
        "StepsPerCandidate", "Passes", "WarmUpPasses",
        "Patience", "AveragingPatience", "Evaluations", "Generation", "ReductionFactor",
        "BatchSize", "ValidationBatches", "ValidationSegments", "RecalibrationBatches", "ParentsKept", "NextWordCount", "MinimumFrequency",
        "MaximumSize",
        "CropPadding", "CutoutLength", "Length", "WordCount", "ClassCount", "Width", "Kernel", "Stride", "StemStride", "Groups",
        "LargestDenseInput",
    ];

    private static IEnumerable<Type> Records => typeof(Layer).Assembly.GetTypes().Where(type =>
        (type.IsVisible || MadeByUsers.Any(kind => kind.IsAssignableFrom(type))) && !type.IsAbstract && !type.IsValueType
            && type.GetMethod("<Clone>$") is not null
            && !Measured.Contains(type)
            && !typeof(SearchEvent).IsAssignableFrom(type));

    private static IEnumerable<PropertyInfo> Settings => Records.SelectMany(
        type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Where(
            property => property.SetMethod is { IsPublic: true } && property.Name != "Seed"
                && ImpossibleValues(property.PropertyType).Any());

    [Test]
    public void Every_setting_refuses_impossible_values()
    {
        var accepted = Settings
            .Where(property => !Exempt.ContainsKey(Name(property)))
            .SelectMany(property => ImpossibleValues(property.PropertyType).Where(value => Accepts(property, value))
                .Select(value => $"{Name(property)} = {value}"));

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Every_constructor_refuses_impossible_values()
    {
        var accepted =
            from type in Records
            from constructor in type.GetConstructors()
            from parameter in constructor.GetParameters()
            from value in ImpossibleValues(parameter.ParameterType)
            where !Exempt.ContainsKey($"{type.Name}.{parameter.Name}") && Creates(constructor, parameter, value)
            select $"new {type.Name}({parameter.Name}: {value})";

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Every_setting_that_is_not_nullable_refuses_null()
    {
        var nullability = new NullabilityInfoContext();
        var accepted = Records.Where(type => !Made.Contains(type))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.SetMethod is { IsPublic: true } && IsArrayOrNotNull(property, nullability))
            .Where(
                property => Accepts(property, property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null))
            .Select(Name);

        Assert.That(accepted, Is.Empty);
    }

    [Test]
    public void Only_settings_whose_size_costs_no_memory_are_unbounded()
    {
        var unbounded = Settings
            .Where(property => !typeof(Layer).IsAssignableFrom(property.ReflectedType)
                && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(int))
            .Where(property => Accepts(property, int.MaxValue))
            .Select(property => property.Name)
            .Distinct();

        Assert.That(unbounded, Is.EquivalentTo(Unbounded));
    }

    [Test]
    public void Every_exemption_is_of_a_setting_that_needs_it() => Assert.That(
        Exempt.Keys,
        Is.EqualTo(Settings.Where(
            property => Exempt.ContainsKey(Name(property))
                && ImpossibleValues(property.PropertyType).Any(value => Accepts(property, value))).Select(Name)));

    [Test]
    public void There_are_settings_to_look_at() => Assert.That(Settings.Count(), Is.GreaterThan(150));

    private static bool IsArrayOrNotNull(PropertyInfo property, NullabilityInfoContext nullability) => property.PropertyType.IsValueType
        ? property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        : nullability.Create(property).WriteState == NullabilityState.NotNull;

    private static string Name(PropertyInfo property) => $"{property.ReflectedType!.Name}.{property.Name}";

    private static IEnumerable<object> ImpossibleValues(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            { IsEnum: true } => [Enum.ToObject(plain, 97)],
            _ when plain == typeof(double) => [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e39, -1e39],
            _ when plain == typeof(int) => [-1, int.MinValue],
            _ when plain == typeof(long) => [-1L],
            _ when plain == typeof(TimeSpan) => [TimeSpan.FromSeconds(-1)],
            _ when plain == typeof(MapShape) => [new MapShape(0, 8, 8), new MapShape(1, -8, 8), new MapShape(1 << 20, 1 << 20, 1)],
            _ => [],
        };
    }

    private static bool Accepts(PropertyInfo property, object? value)
    {
        var target = RuntimeHelpers.GetUninitializedObject(property.ReflectedType!);
        return !IsRefused(() => property.SetMethod!.Invoke(target, [value]));
    }

    private static bool Creates(ConstructorInfo constructor, ParameterInfo impossible, object value) => !IsRefused(() => constructor.Invoke(
        [.. constructor.GetParameters()
            .Select(parameter => parameter.Position == impossible.Position ? value : Usual(parameter.ParameterType))]));

    private static object? Usual(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var plain when plain == typeof(int) => Valid,
        var plain when plain == typeof(double) => 0.5,
        var plain when plain == typeof(string) => "name",
        var plain when plain == typeof(MapShape) => new MapShape(1, 8, 8),
        { IsAbstract: true } or { IsArray: true } => null,
        var plain when plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => plain.GetField("Empty")!
            .GetValue(null),
        var plain when plain.GetConstructor(Type.EmptyTypes) is { } constructor => constructor.Invoke(null),
        var plain => RuntimeHelpers.GetUninitializedObject(plain),
    };

    private static bool IsRefused(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is ArgumentException)
        {
            return true;
        }
    }
}
