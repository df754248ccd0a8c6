using System.Reflection;
using System.Runtime.CompilerServices;

namespace Beside;

/// <summary>The methods of an assembly that call a method which its references do not have in the versions at hand.</summary>
internal static class UnresolvedMethods
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static IEnumerable<(string Method, string Missing)> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        where !type.ContainsGenericParameters
        from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
        where method is { IsAbstract: false, ContainsGenericParameters: false }
        let missing = Missing(method)
        where missing is not null
        select ($"{type.FullName}.{method.Name}", missing);

    /// <summary>Compiles the method, as its first call would.</summary>
    private static string? Missing(MethodBase method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return null;
        }
        catch (MissingMemberException exception)
        {
            return exception.Message;
        }
        catch (System.Security.SecurityException)
        {
            return null; // a declaration of a method of the runtime, which nothing calls
        }
    }
}
