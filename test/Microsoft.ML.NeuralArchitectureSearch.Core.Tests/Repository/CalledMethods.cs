using System.Reflection;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

/// <summary>Which methods a method calls, read from its IL.</summary>
internal static class CalledMethods
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All methods and constructors of an assembly, those that the compiler made included.</summary>
    public static IEnumerable<MethodBase> Of(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)));

    /// <summary>The methods that a method calls or takes the address of, without their type arguments.</summary>
    public static IEnumerable<MethodBase> CalledBy(MethodBase method) =>
        Instructions.MembersNamedBy(method).OfType<MethodBase>().Select(Definition);

    /// <summary>A method without type arguments, its own or its type's.</summary>
    public static MethodBase Definition(MethodBase method) =>
        method.DeclaringType is { IsConstructedGenericType: true } || method is MethodInfo { IsGenericMethod: true }
            ? method.Module.ResolveMethod(method.MetadataToken)!
            : method;

    /// <summary>The type, the name and the types of the parameters.</summary>
    public static string NameOf(MethodBase method) =>
        $"{method.DeclaringType}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";
}
