using System.Reflection;
using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Batching.Text;
using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using Microsoft.ML.NeuralArchitectureSearch.Strategies.Reinforcement;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>No setting is ignored: another value changes the result of a small computation, or an exception names the setting.</summary>
/// <remarks>The text of the options themselves is never looked at: it names every setting, also one that nothing reads.</remarks>
public sealed class SettingsTests
{
    // Settings of options under another name.
    private static readonly Type[] Others =
        [typeof(EarlyTermination), typeof(ImageAugmentation), typeof(TextTokenizer), typeof(ProximalPolicyUpdate)];

    private static readonly Dictionary<Type, Probe> Probes = new[]
    {
        TrainingProbes.All, EstimatorProbes.All, TextProbes.All, LanguageProbes.All, EvaluatorProbes.All, DartsProbes.All, ProposerProbes
            .All, LearnedProposerProbes.All,
    }.SelectMany(probes => probes).ToDictionary(probe => probe.Type);

    private static IEnumerable<Type> Records => typeof(TrainingOptions).Assembly.GetExportedTypes().Where(type =>
        !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null && type.GetMethod("<Clone>$") is not null
            && (type.Name.EndsWith("Options", StringComparison.Ordinal) || Others.Contains(type)));

    private static IEnumerable<TestCaseData> Settings =>
        from type in Records
        from property in Probe.SettingsOf(type)
        select new TestCaseData(type, property).SetArgDisplayNames($"{type.Name}.{property.Name}");

    private static IEnumerable<TestCaseData> Computations => Records.Select(type => new TestCaseData(type).SetArgDisplayNames(type.Name));

    [TestCaseSource(nameof(Settings))]
    public void Every_setting_changes_a_result_or_is_refused_by_name(Type type, PropertyInfo setting)
    {
        var probe = Probes[type].For(setting);

        Assert.That(
            probe.Changed(setting),
            Is.Not.EqualTo(probe.Usual),
            $"Another {type.Name}.{setting.Name} changes nothing: it is ignored.");
    }

    // Otherwise every setting would seem to change the result.
    [TestCaseSource(nameof(Computations))]
    public void The_computation_is_repeatable(Type type) => Assert.That(Probes[type].Again(), Is.EqualTo(Probes[type].Usual));

    [Test]
    public void A_setting_that_is_not_read_is_found()
    {
        var probe = Probe.Of(new TrainingOptions(), options => $"{options.Epochs}");

        Assert.That(probe.Changed(typeof(TrainingOptions).GetProperty(nameof(TrainingOptions.Momentum))!), Is.EqualTo(probe.Usual));
        Assert.That(probe.Changed(typeof(TrainingOptions).GetProperty(nameof(TrainingOptions.Epochs))!), Is.Not.EqualTo(probe.Usual));
    }

    [Test]
    public void There_are_settings_to_look_at() => Assert.That(Settings.Count(), Is.GreaterThan(200));
}
