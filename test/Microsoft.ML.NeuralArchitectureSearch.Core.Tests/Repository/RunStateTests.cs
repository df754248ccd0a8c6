using System.Collections.Immutable;
using System.Reflection;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>What belongs to the whole process is used in the places only that are made for it.</summary>
public sealed class RunStateTests
{
    private static readonly ImmutableArray<Type> ForDraws = [typeof(RunRandom), typeof(RunDraws), typeof(DrawnRecurrent), typeof(Drawn)];

    private static readonly ImmutableArray<string> Drawing =
    [
        "manual_seed", "seed", "get_rng_state", "set_rng_state", "dropout", "Dropout", "Conv", "Linear", "Embedding", "LSTM", "GRU", "RNN",
    ];

    [Test]
    public void Nothing_else_draws_random_numbers_by_torch() =>
        Assert.That(Calls(ForDraws, Draws), Is.Empty);

    [Test]
    public void Nothing_else_sets_what_the_process_shares() => Assert.That(
        Calls([typeof(ThreadCount)], called => called.Name is "set_num_threads" or "set_num_interop_threads"
            || called.Name.StartsWith("set_default_", StringComparison.Ordinal)),
        Is.Empty);

    private static bool Draws(MethodBase called) =>
        called.GetParameters().Any(parameter => parameter.ParameterType == typeof(Generator))
        || called.DeclaringType == typeof(Generator)
        || called.DeclaringType == typeof(nn.init)
        || (called.IsStatic && Drawing.Any(name => called.Name.StartsWith(name, StringComparison.Ordinal)));

    private static IEnumerable<string> Calls(ImmutableArray<Type> allowed, Func<MethodBase, bool> isWatched) =>
        from method in CalledMethods.Of(typeof(Genotype).Assembly)
        where !allowed.Any(type => type == method.DeclaringType || type == method.DeclaringType?.DeclaringType)
        from called in CalledMethods.CalledBy(method)
        where called.DeclaringType?.Assembly == typeof(torch).Assembly && isWatched(called)
        select $"{CalledMethods.NameOf(method)} calls {CalledMethods.NameOf(called)}";
}
