using System.Reflection;
using Microsoft.ML.NeuralArchitectureSearch.Genotypes;
using Microsoft.ML.NeuralArchitectureSearch.Tensors;
using NUnit.Framework;
using TorchSharp;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>No number is passed to TorchSharp by an object that the collector may free during the native call.</summary>
public sealed class HeldScalarsTests
{
    private static readonly Type[] Holders = [typeof(HeldScalars), typeof(HeldScalarsInPlace), typeof(NumberTensors)];

    private static readonly HashSet<MethodBase> MakersOfScalars = FindMakersOfScalars();

    /// <summary>The compiler tells of most of them, but not of compound assignments like <c>sum += tensor</c>.</summary>
    [Test]
    public void Only_the_methods_that_hold_them_call_what_makes_scalars()
    {
        var calls =
            from method in CalledMethods.Of(typeof(Genotype).Assembly)
            where !Holders.Contains(method.DeclaringType)
            from called in CalledMethods.CalledBy(method)
            where MakersOfScalars.Contains(called)
            select $"{CalledMethods.NameOf(method)} calls {CalledMethods.NameOf(called)}";

        Assert.That(calls, Is.Empty);
    }

    [Test]
    public void Known_makers_of_scalars_are_found()
    {
        var names = MakersOfScalars.Select(CalledMethods.NameOf).ToArray();

        Assert.That(names, Is.SupersetOf(new[]
        {
            "TorchSharp.torch+Tensor.add(Tensor)",
            "TorchSharp.torch+Tensor.op_Multiply(Tensor, Double)",
            "TorchSharp.Modules.BatchNorm.forward(Tensor)",
            "TorchSharp.Modules.Adam.step(Func`1)",
        }));
        Assert.That(names, Has.None.EqualTo("TorchSharp.torch+Tensor.mul(Scalar)"));
    }

    // Whatever calls a conversion to a scalar, and whatever calls that.
    private static HashSet<MethodBase> FindMakersOfScalars()
    {
        var callers = CalledMethods.Of(typeof(torch).Assembly)
            .SelectMany(
                method => CalledMethods.CalledBy(method).Select(called => (Caller: CalledMethods.Definition(method), Called: called)))
            .ToLookup(call => call.Called, call => call.Caller);
        var found = new HashSet<MethodBase>();
        var open = new Queue<MethodBase>(callers.Select(group => group.Key).Where(IsConversion));
        while (open.TryDequeue(out var method))
        {
            if (found.Add(method))
            {
                callers[method].ToList().ForEach(open.Enqueue);
            }
        }

        return found;
    }

    private static bool IsConversion(MethodBase method) =>
        (method.DeclaringType == typeof(Scalar) && method.Name == "op_Implicit")
        || (method.DeclaringType == typeof(ScalarExtensionMethods) && method.Name is "ToScalar" or "ToBFloat16Scalar");
}
